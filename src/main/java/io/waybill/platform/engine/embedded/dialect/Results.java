package io.waybill.platform.engine.embedded.dialect;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.DelegateExecution;

/** The variables of a job: what a step sees, and where what it answers goes. */
public final class Results {

    private Results() {}

    /** All that the job sees, as JSON. */
    public static Map<String, @Nullable Object> seenBy(DelegateExecution execution) {
        Names names = Names.of(execution);
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        names.all().stream().sorted().forEach(name -> seen.put(name, names.get(name)));
        return seen;
    }

    /**
     * Writes what a step answers. If the element has output mappings, it stays with the element, and only what they name
     * goes on; otherwise all of it goes to where a variable of its name is, or to the process.
     */
    public static void write(DelegateExecution execution, Map<String, ? extends @Nullable Object> answer) {
        Map<String, @Nullable Object> json = Json.map(answer);
        if (ElementInfo.of(execution).outputs().isEmpty()) {
            execution.setVariables(json);
        } else {
            execution.setVariablesLocal(json);
        }
    }
}
