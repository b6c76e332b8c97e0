package io.waybill.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An engine that a scenario is played on. */
interface StageEngine extends AutoCloseable {

    /**
     * Deploys a model.
     *
     * @param files text by file name, deployed together
     */
    void deploy(Map<String, String> files);

    /** Starts an instance of a process that needs no message to start. */
    void begin(String process, String businessKey, Map<String, Object> variables);

    /**
     * Sends a message.
     *
     * @param id that identifies copies; empty for none
     */
    void publish(String message, String key, String id, Map<String, Object> variables);

    void pass(Duration time);

    Instant now();

    /** Lets a held step answer; an answer that nothing waits for any longer is ignored. */
    void answer(String step);

    /** Runs until the engine has nothing left to do. */
    void goOn();

    /** The variables that a step got the last time. */
    Map<String, Object> toldTo(String step);

    History history();

    /** Whether steps of parallel branches are done in the order that scenarios give. */
    boolean keepsTheOrderOfBranches();

    @Override
    void close();
}
