package io.waybill.platform.engine.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outcome of a case.
 *
 * @param jobs that were done, each with the variables that it saw
 * @param ends that were reached
 * @param waits where it waits for something to happen
 * @param stuck where an operator has to act
 * @param variables of the processes that were not called by another
 */
record Outcome(List<String> jobs, List<String> ends, List<String> waits, List<String> stuck, List<String> variables) {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static Outcome of(
            List<String> jobs, List<String> ends, List<String> waits, List<String> stuck, List<String> variables) {
        return new Outcome(
                jobs,
                ends.stream().sorted().toList(),
                waits.stream()
                        .filter(element -> !stuck.contains(element))
                        .sorted()
                        .toList(),
                stuck.stream().sorted().toList(),
                variables.stream().sorted().toList());
    }

    static String job(String type, Map<String, ? extends @Nullable Object> seen) {
        return type + " " + JSON.writeValueAsString(new TreeMap<>(seen));
    }

    Outcome inAnyOrder() {
        return new Outcome(jobs.stream().sorted().toList(), ends, waits, stuck, variables);
    }

    @Override
    public String toString() {
        return "%n  jobs %s%n  ends %s%n  waits %s%n  stuck %s%n  variables %s"
                .formatted(jobs, ends, waits, stuck, variables);
    }
}
