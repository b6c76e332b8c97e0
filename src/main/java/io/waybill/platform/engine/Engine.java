package io.waybill.platform.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A workflow engine. What it is asked for twice it does once. It throws {@link EngineUnavailable}, {@link Gone},
 * {@link EngineRefused} or {@link EngineBusy}; anything else is a failure that nobody foresaw.
 */
public interface Engine {

    EngineName name();

    /**
     * Takes the files of a model, by which new instances run from now on. Makes no new version of what it was given last.
     *
     * @throws EngineRefused if it cannot run them
     */
    List<Definition> deploy(List<ModelFile> files);

    /**
     * Whether it surely has a model still that it was given before this process began. Without one a message that is to
     * start an instance would be lost.
     */
    default boolean keepsModels() {
        return false;
    }

    /**
     * Hands a message to the instance that waits for it, or starts one with it. A message that nobody waits for yet is kept
     * for its time-to-live. A second message of the same name, key and id has no effect during that time.
     */
    void deliver(Message message);

    /**
     * Whether it still has a definition that it gave out. One that has not is not the engine that it was: a cluster that
     * was set up anew, or lost its disk.
     */
    boolean knows(long definition);

    /** Ends an instance. Nothing is undone by that. */
    void stop(long instance) throws Gone;

    /** Those of the instances that it does not have, because they ended or were lost. */
    Set<Long> gone(Collection<Long> instances);

    /**
     * Has a step begin anew that has failed as often as the model lets it.
     *
     * @throws EngineRefused if it cannot
     */
    void retry(StuckStep step) throws Gone;

    /**
     * Moves an instance to another definition of its process, if it is not there already.
     *
     * @param elements at which it may wait, and go on in the other definition
     * @throws EngineRefused if it cannot be moved from where it waits
     * @throws EngineBusy if the instance is in the middle of something; it may be asked again
     */
    void migrate(long instance, long definition, List<String> elements) throws Gone;

    /**
     * Why it does not migrate an instance out of a subprocess with an undo, an event-based gateway or an escalation
     * boundary event: the second half of a sentence, such as "this engine (8.6.0) moves nothing out of there". Empty if it
     * does.
     */
    default Optional<String> limitOfMigration() {
        return Optional.empty();
    }

    /** Whether a job that only an answer completes still waits for it. It is taken to wait if the engine does not tell. */
    boolean isWaiting(long job);

    /** Completes a job that waits for an answer. */
    void answer(long job, Map<String, ?> variables) throws Gone;
}
