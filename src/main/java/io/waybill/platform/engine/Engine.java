package io.waybill.platform.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workflow engine. Repeating a call has no further effect. Calls throw {@link EngineUnavailable}, {@link Gone},
 * {@link EngineRefused} or {@link EngineBusy}; anything else is an unforeseen failure.
 */
public interface Engine {

    EngineName name();

    /**
     * Deploys the files of a model. New instances run them from now on. Files that are the same as last time make no
     * new version.
     *
     * @throws EngineRefused if the engine cannot run them
     */
    List<Definition> deploy(List<ModelFile> files);

    /**
     * Whether the engine is certain to have a model that was deployed before this process started. Without a model, a
     * message that starts an instance would be lost.
     */
    default boolean keepsModels() {
        return false;
    }

    /**
     * Delivers a message to the instance that waits for it, or starts an instance with it. A message that no instance
     * waits for yet is kept for its time-to-live. During that time, a second message with the same name, key and id has
     * no effect.
     */
    void deliver(Message message);

    /**
     * Whether the engine still has a definition that it once returned. If not, it is no longer the same engine: the
     * cluster was set up again, or lost its disk.
     */
    boolean knows(long definition);

    /** Ends an instance without running any compensation. */
    void stop(long instance) throws Gone;

    /** Those of the instances that the engine does not have, because they ended or were lost. */
    Set<Long> gone(Collection<Long> instances);

    /**
     * Retries a step that has failed as often as the model allows.
     *
     * @throws EngineRefused if the engine cannot retry it
     */
    void retry(StuckStep step) throws Gone;

    /**
     * Migrates an instance to another definition of its process, unless it runs that one already.
     *
     * @param elements where it may be waiting, so that it can go on in the other definition
     * @throws EngineRefused if it cannot be migrated from where it waits
     * @throws EngineBusy if the instance is in the middle of something; the call may be repeated
     */
    void migrate(long instance, long definition, List<String> elements) throws Gone;

    /**
     * Why the engine cannot migrate an instance that is inside some subprocesses: those with an escalation boundary
     * event, or with compensation or an event-based gateway in them. It is the second half of a sentence, such as "this
     * engine (8.6.0) cannot move it out of there". Empty if the engine can.
     */
    default Optional<String> limitOfMigration() {
        return Optional.empty();
    }

    /**
     * What the newest version of a decision answers: a value as in JSON, or null if no rule applies.
     *
     * @throws EngineRefused if there is no such decision, or it fails
     */
    @Nullable
    Object decide(String decision, Map<String, ?> variables);

    /** Whether a job that only an answer completes still waits for it. True also if the engine does not respond. */
    boolean isWaiting(long job);

    /** Completes a job that waits for an answer. */
    void answer(long job, Map<String, ?> variables) throws Gone;
}
