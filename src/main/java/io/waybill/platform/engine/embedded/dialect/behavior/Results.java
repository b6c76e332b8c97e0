package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Json;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.DelegateExecution;

/** The variables of a job: what a step sees, and where its answer goes. */
public final class Results {

    private Results() {}

    /** All variables that the job sees, as JSON. */
    public static Map<String, @Nullable Object> seenBy(DelegateExecution execution) {
        Names names = Names.of(execution);
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        names.all().stream().sorted().forEach(name -> seen.put(name, names.get(name)));
        return seen;
    }

    /**
     * Writes the answer of a step. If the element has output mappings, the answer stays with the element, and only what
     * they map goes on. Otherwise each variable goes to the scope that has one of its name, or to the process.
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
