package io.waybill.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to come of an order, in the names of the model.
 *
 * @param answers what steps answer, one time after another; the last holds for all that follow
 * @param held the steps that do not answer by themselves
 * @param brought the variables that come with events
 */
record Scenario(
        Map<String, List<Map<String, Object>>> answers,
        Set<String> held,
        Map<String, Map<String, Object>> brought,
        List<Happening> when,
        Then then) {

    /** Something that happens; the next does when the engine has nothing left to do. */
    sealed interface Happening {}

    /** An event of the model. */
    record Comes(String event, Map<String, Object> with) implements Happening {}

    record Passes(Duration time) implements Happening {}

    /** A step that was held answers at last. */
    record Answers(String step) implements Happening {}

    /** Nothing happens, and this is where the process waits. */
    record Waits(List<String> elements) implements Happening {}

    /**
     * What comes of it. What is null is not looked at.
     *
     * @param done the steps, in this order
     * @param undone the undos, in any order
     * @param told the variables that steps get
     * @param ends the end event, the only one
     * @param waits where the process waits
     * @param standsStill where nothing goes on without an operator
     */
    record Then(
            @Nullable List<String> done,
            @Nullable List<String> undone,
            Map<String, Map<String, Object>> told,
            @Nullable String ends,
            @Nullable List<String> waits,
            @Nullable String standsStill) {}
}
