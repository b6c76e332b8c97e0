package io.waybill.process;

import java.time.Duration;
import java.util.Map;

/** An engine that a scenario is played on. */
interface StageEngine extends AutoCloseable {

    /**
     * Takes a model.
     *
     * @param files their texts by their names; all at once
     */
    void deploy(Map<String, String> files);

    /** Starts an instance of a process that needs no message to start. */
    void begin(String process, Map<String, Object> variables);

    /**
     * Sends a message.
     *
     * @param id by which a copy is known; none if it is empty
     */
    void publish(String message, String key, String id, Map<String, Object> variables);

    void pass(Duration time);

    /** Has a step that was held answer; of one that nobody waits for any more, nothing is heard. */
    void answer(String step);

    /** Until the engine has nothing left to do. */
    void goOn();

    /** The variables that a step got, the last time. */
    Map<String, Object> toldTo(String step);

    History history();

    /** Whether steps of parallel branches are done in the order that scenarios tell. */
    boolean keepsTheOrderOfBranches();

    @Override
    void close();
}
