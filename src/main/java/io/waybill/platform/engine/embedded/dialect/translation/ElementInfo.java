package io.waybill.platform.engine.embedded.dialect.translation;

import io.waybill.platform.engine.embedded.dialect.feel.Feel;
import io.waybill.platform.engine.embedded.dialect.feel.FeelFailed;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.core.model.CoreModelElement;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/** What Zeebe's dialect says about an element and the engine cannot hold. Kept with the parsed definition. */
public final class ElementInfo {

    private static final String PROPERTY = "waybill";

    private final String id;
    private final ElementParts parts;

    ElementInfo(String id, ElementParts parts) {
        this.id = id;
        this.parts = parts;
    }

    /** For the element that an execution is at. */
    public static ElementInfo of(DelegateExecution execution) {
        ElementInfo info = find(((ExecutionEntity) execution).getActivity());
        if (info == null) {
            throw new IllegalStateException("%s is not an element of Zeebe's dialect"
                    .formatted(((ExecutionEntity) execution).getCurrentActivityId()));
        }
        return info;
    }

    /** For an element of a parsed definition; null if there is nothing to say about it. */
    public static @Nullable ElementInfo of(ProcessDefinitionEntity definition, String element) {
        return find(definition.findActivity(element));
    }

    public static @Nullable ElementInfo find(@Nullable CoreModelElement element) {
        return element == null ? null : (ElementInfo) element.getProperty(PROPERTY);
    }

    public void attachTo(CoreModelElement element) {
        element.setProperty(PROPERTY, this);
    }

    /** As in the model. */
    public String id() {
        return id;
    }

    /** Whether it is done by a step. */
    public boolean isJob() {
        return parts.jobType() != null;
    }

    /**
     * The job type, by which the step is found.
     *
     * @throws FeelFailed if it is an expression that does not result in a text
     */
    public String jobType(VariableScope variables) {
        String type = parts.jobType();
        if (type == null) {
            throw new IllegalStateException(id + " is not a job");
        }
        return Feel.text(type, Names.of(variables));
    }

    /**
     * How often the step is tried in all.
     *
     * @throws FeelFailed if it is an expression that does not result in a number
     */
    public int retries(VariableScope variables) {
        Object retries = Feel.read(parts.retries(), Names.of(variables));
        if (retries instanceof Integer number) {
            return number;
        }
        if (retries instanceof String text && text.strip().matches("\\d{1,9}")) {
            return Integer.parseInt(text.strip());
        }
        throw new FeelFailed("The retries of %s, %s, are not a number".formatted(id, parts.retries()));
    }

    /** The headers of the task, as the analyst wrote them. */
    public Map<String, String> headers() {
        return parts.headers();
    }

    public Mappings inputs() {
        return parts.inputs();
    }

    public Mappings outputs() {
        return parts.outputs();
    }

    public ElementParts parts() {
        return parts;
    }
}
