package io.waybill.platform.engine;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.refusal.Unavailable;
import io.waybill.platform.outbox.Outbox;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/**
 * The engines that this Waybill runs with, and the way to them. New instances begin on the {@link #current()} engine;
 * each ends on the engine where it began. Starts, messages and stops take effect if the caller's transaction commits,
 * even if the engine is down at that moment.
 */
@Service
public class Engines {

    /** A replica looks for a model that others have got about as often. */
    private static final long SECONDS_BETWEEN_MODELS = 15;

    /** Stored with each task in the database, where the audit looks for pending starts. Do not rename. */
    public static final String START_PROCESS = "start-process";

    /** Set while messages are sent again to a restarted process; the engine would ignore them under their old ids. */
    private static final ScopedValue<String> COPY = ScopedValue.newInstance();

    private final SingletonSupplier<Map<EngineName, Engine>> engines;
    private final EngineSettings settings;
    private final Outbox outbox;
    private final OneTimeTask<Message> startProcess;
    private final OneTimeTask<Message> publishToProcess;
    private final OneTimeTask<Long> stopProcess;
    private volatile boolean deployed;
    private volatile @Nullable String noModel;

    Engines(
            // Resolved on first use, to break a cycle: engines run steps, and steps send messages through this class.
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
                            throw new IllegalStateException("There are two engines named %s".formatted(one.name()));
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
     * @throws EngineUnavailable if this Waybill runs without it
     */
    public Engine current() {
        return get(settings.current());
    }

    /**
     * The engine that a key of an instance, a definition or a job comes from.
     *
     * @throws EngineUnavailable if this Waybill runs without it
     */
    public Engine of(long key) {
        return get(EngineName.of(key));
    }

    /** Whether this Waybill runs with the engine that a key comes from. */
    public boolean isThere(long key) {
        return find(EngineName.of(key)).isPresent();
    }

    private Engine get(EngineName name) {
        return find(name).orElseThrow(() -> new EngineUnavailable(missing(name)));
    }

    public Optional<Engine> find(EngineName name) {
        return Optional.ofNullable(engines.obtain().get(name));
    }

    public static String missing(EngineName name) {
        return "The engine %s is needed, but this Waybill runs without it. Set %s"
                .formatted(name.setting(), name.broughtBy());
    }

    /** The engines that this Waybill runs with. */
    public Set<EngineName> names() {
        return engines.obtain().keySet();
    }

    public Collection<Engine> all() {
        return engines.obtain().values();
    }

    /**
     * Deploys the files of a model on the current engine.
     *
     * @throws EngineRefused if the engine cannot run them
     * @throws EngineUnavailable if the engine is down
     */
    public List<Definition> deploy(List<ModelFile> files) {
        List<Definition> definitions = current().deploy(files);
        deployed = true;
        return definitions;
    }

    /** Without a model, the engine would lose a message that starts a process. */
    public void requireDeployed() {
        if (!deployed && !current().keepsModels()) {
            throw new EngineUnavailable("The models are not deployed yet");
        }
    }

    /**
     * Those of the instances that their engines do not have.
     *
     * @throws EngineUnavailable if one of the engines does not respond
     */
    public Set<Long> gone(Collection<Long> instances) {
        Set<Long> gone = new HashSet<>();
        instances.stream()
                .collect(Collectors.groupingBy(EngineName::of))
                .forEach((name, those) -> gone.addAll(get(name).gone(those)));
        return gone;
    }

    /**
     * There is no model that instances could begin on. What would begin is refused until {@link #haveModel}.
     *
     * @param why for callers
     */
    public void haveNoModel(String why) {
        noModel = why;
    }

    /** There is a model that instances begin on. */
    public void haveModel() {
        noModel = null;
    }

    /** Why there is no model that instances could begin on; empty if there is one, or if that is not known yet. */
    public Optional<String> whyNoModel() {
        return Optional.ofNullable(noModel);
    }

    /**
     * Starts an instance with each message. None of the messages may be in the outbox already.
     *
     * @throws Unavailable if there is no model on which they could begin
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(List<Message> messages) {
        whyNoModel().ifPresent(why -> {
            throw new Unavailable(why, SECONDS_BETWEEN_MODELS);
        });
        outbox.addAll(messages.stream()
                .<TaskInstance<?>>map(message -> work(startProcess, message))
                .toList());
    }

    /** Starts an instance with a message that may have been sent before, or may still be in the outbox. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void startAgain(Message message) {
        asCopy(() -> outbox.add(work(startProcess, message)));
    }

    /** Gives all messages that are sent meanwhile new ids, so that an engine that knew the old ones takes them as new. */
    public void asCopy(Runnable send) {
        ScopedValue.where(COPY, UUID.randomUUID().toString()).run(send);
    }

    /** Sends a message to the instance that waits for it now or within the message's time-to-live. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(Message message) {
        outbox.add(work(publishToProcess, message));
    }

    private static TaskInstance<Message> work(OneTimeTask<Message> task, Message message) {
        return task.instance(
                message.name() + ":" + message.key(), COPY.isBound() ? message.asCopy(COPY.get()) : message);
    }

    /** Ends an instance without running any compensation. Does nothing if it has already ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stop(long instance) {
        outbox.add(stopProcess.instance(Long.toString(instance), instance));
    }

    /** How many starts are in the outbox at this moment. */
    public long startsUnderWay() {
        return outbox.count(START_PROCESS);
    }
}
