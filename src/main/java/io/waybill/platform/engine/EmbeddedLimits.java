package io.waybill.platform.engine;

import io.waybill.platform.engine.embedded.dialect.Dialect;
import java.util.List;

/** What the embedded engine does not run of models that are written for Camunda 8. */
public final class EmbeddedLimits {

    private EmbeddedLimits() {}

    /**
     * Something in a model that it does not run.
     *
     * @param element its id
     * @param reason a sentence or two for the analyst
     */
    public record Limit(String element, String reason) {}

    /** All there is in a BPMN file; the file has to be well-formed. */
    public static List<Limit> of(String model) {
        return Dialect.check(model).stream()
                .map(unsupported -> new Limit(unsupported.element(), unsupported.reason()))
                .toList();
    }
}
