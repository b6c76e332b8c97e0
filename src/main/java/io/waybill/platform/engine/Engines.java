package io.waybill.platform.engine;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.platform.outbox.Outbox;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/**
 * The engines that are there, and what is to reach them. New instances begin on the {@link #current()} one; each ends where
 * it began. What is started, published or stopped takes effect if the caller's transaction commits, even if the engine is
 * down just then.
 */
@Service
public class Engines {

    private final SingletonSupplier<Map<EngineName, Engine>> engines;
    private final EngineSettings settings;
    private final Outbox outbox;
    private final OneTimeTask<Message> startProcess;
    private final OneTimeTask<Message> publishToProcess;
    private final OneTimeTask<Long> stopProcess;
    private volatile boolean deployed;

    Engines(
            // Asked for when it is used first: an engine has steps, which have what they send go through here.
            ObjectProvider<Engine> engines,
            EngineSettings settings,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("startProcess") OneTimeTask<Message> startProcess,
            @Qualifier("publishToProcess") OneTimeTask<Message> publishToProcess,
            @Qualifier("stopProcess") OneTimeTask<Long> stopProcess) {
        this.engines = SingletonSupplier.of(() -> engines.stream()
                .collect(Collectors.toMap(
                        Engine::name,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalStateException("There are two engines %s".formatted(one.name()));
                        },
                        () -> new EnumMap<>(EngineName.class))));
        this.settings = settings;
        this.outbox = outbox;
        this.startProcess = startProcess;
        this.publishToProcess = publishToProcess;
        this.stopProcess = stopProcess;
    }

    /**
     * The engine on which new instances begin.
     *
     * @throws EngineUnavailable if it is not there
     */
    public Engine current() {
        return get(settings.current());
    }

    /**
     * The engine that gave out a key, of an instance, a definition or a job.
     *
     * @throws EngineUnavailable if it is not there
     */
    public Engine of(long key) {
        return get(EngineName.of(key));
    }

    /** Whether this Waybill runs with the engine that gave out a key. */
    public boolean isThere(long key) {
        return find(EngineName.of(key)).isPresent();
    }

    private Engine get(EngineName name) {
        return find(name).orElseThrow(() -> new EngineUnavailable(missing(name)));
    }

    Optional<Engine> find(EngineName name) {
        return Optional.ofNullable(engines.obtain().get(name));
    }

    static String missing(EngineName name) {
        return "The engine %s is needed, and this Waybill runs without it. It needs the setting %s"
                .formatted(name.setting(), name.broughtBy());
    }

    /** The engines that are there. */
    public Set<EngineName> names() {
        return engines.obtain().keySet();
    }

    Collection<Engine> all() {
        return engines.obtain().values();
    }

    /**
     * Has the current engine take the files of a model.
     *
     * @throws EngineRefused if it cannot run them
     * @throws EngineUnavailable if it does not take them now
     */
    public List<Definition> deploy(List<ModelFile> files) {
        List<Definition> definitions = current().deploy(files);
        deployed = true;
        return definitions;
    }

    /** Without a model the engine would lose a message that is to start a process. */
    void requireDeployed() {
        if (!deployed && !current().keepsModels()) {
            throw new EngineUnavailable("The models are not deployed yet");
        }
    }

    /**
     * Those of the instances that their engines do not have.
     *
     * @throws EngineUnavailable if one of the engines does not tell
     */
    public Set<Long> gone(Collection<Long> instances) {
        Set<Long> gone = new HashSet<>();
        instances.stream()
                .collect(Collectors.groupingBy(EngineName::of))
                .forEach((name, those) -> gone.addAll(get(name).gone(those)));
        return gone;
    }

    /** Starts an instance by each message. None of them may be on its way already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(List<Message> messages) {
        outbox.addAll(messages.stream()
                .<TaskInstance<?>>map(message -> work(startProcess, message))
                .toList());
    }

    /** Starts an instance by a message that may have been sent before, or be on its way. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void startAgain(Message message) {
        outbox.add(work(startProcess, message));
    }

    /** Sends a message to the instance that waits for it, or will within the message's time-to-live. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(Message message) {
        outbox.add(work(publishToProcess, message));
    }

    private static TaskInstance<Message> work(OneTimeTask<Message> task, Message message) {
        return task.instance(message.name() + ":" + message.key(), message);
    }

    /** Ends an instance, if it has not ended by then. Nothing is undone by that. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stop(long instance) {
        outbox.add(stopProcess.instance(Long.toString(instance), instance));
    }

    /** How many starts are on their way, in this moment. */
    public long startsUnderWay() {
        return outbox.count(EngineConfiguration.START_PROCESS);
    }
}
