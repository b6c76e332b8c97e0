package io.waybill.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What should happen in an instance of a process, in the names of the model.
 *
 * @param answers what steps answer, in turn; the last answer is repeated
 * @param held the steps that answer only when told to
 * @param brought the variables that events carry; {@link In} stands for a time
 */
record Scenario(
        Map<String, List<Map<String, Object>>> answers,
        Set<String> held,
        Map<String, Map<String, Object>> brought,
        List<Happening> when,
        Then then) {

    /** Something that happens; the next one follows when the engine has nothing left to do. */
    sealed interface Happening {}

    /** An event of the model. */
    record Comes(String event, Map<String, Object> with) implements Happening {}

    record Passes(Duration time) implements Happening {}

    /** In the data of an event: the time so long after the event comes. */
    record In(Duration time) {}

    /** A held step finally answers. */
    record Answers(String step) implements Happening {}

    /** Nothing happens, and this is where the process waits. */
    record Waits(List<String> elements) implements Happening {}

    /**
     * The expected result. What is null is not checked.
     *
     * @param done the steps, in this order
     * @param undone the undos, in any order
     * @param told the variables that steps get
     * @param ends the only end event
     * @param waits where the process waits
     * @param standsStill where it is stuck until an operator helps
     */
    record Then(
            @Nullable List<String> done,
            @Nullable List<String> undone,
            Map<String, Map<String, Object>> told,
            @Nullable String ends,
            @Nullable List<String> waits,
            @Nullable String standsStill) {}
}
