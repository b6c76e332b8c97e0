package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.embedded.dialect.Dialect;
import java.util.List;
import org.springframework.modulith.NamedInterface;

/** What the embedded engine does not support in models that are written for Camunda 8. */
@NamedInterface("embedded")
public final class EmbeddedLimits {

    private EmbeddedLimits() {}

    /**
     * Something in a model that the engine does not support.
     *
     * @param element the element's id
     * @param reason a sentence or two for the analyst
     */
    public record Limit(String element, String reason) {}

    /** All limits that a BPMN file runs into. The file has to be well-formed. */
    public static List<Limit> of(String model) {
        return Dialect.check(model).stream()
                .map(unsupported -> new Limit(unsupported.element(), unsupported.reason()))
                .toList();
    }
}
