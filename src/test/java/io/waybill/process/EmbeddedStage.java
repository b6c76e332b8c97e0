package io.waybill.process;

import static java.util.Objects.requireNonNull;

import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.embedded.EmbeddedTestEngine;
import io.waybill.platform.engine.embedded.RecordedHistory;
import io.waybill.platform.model.contract.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.ManagementService;
import org.operaton.bpm.engine.runtime.Job;

/** The embedded engine, with steps that answer as the scenario says. A held step fails until it may answer. */
final class EmbeddedStage implements StageEngine {

    private final EmbeddedTestEngine engine;
    private final Model model;
    private final StubAnswers answers;
    private final EmbeddedHistory history;
    private final Set<String> held;
    private final Map<String, Map<String, Object>> told = new HashMap<>();

    EmbeddedStage(
            EmbeddedTestEngine engine, RecordedHistory recorded, Model model, Contract contract, Scenario scenario) {
        this.engine = engine;
        this.model = model;
        answers = new StubAnswers(contract, scenario);
        held = new HashSet<>(scenario.held());
        recorded.forget();
        history = new EmbeddedHistory(engine, recorded, model);
        engine.workBy((job, variables) -> {
            String step = model.nameOf(job.element());
            Map<String, Object> given = new HashMap<>();
            requireNonNull(contract.jobs().get(job.type())).reads().keySet().forEach(name -> {
                Object value = variables.apply(name);
                if (value != null) {
                    given.put(name, value);
                }
            });
            told.put(step, given);
            if (held.contains(step)) {
                throw new IllegalStateException(step + " does not answer yet");
            }
            history.done(String.valueOf(job.instance()), job.element());
            return new HashMap<String, @Nullable Object>(answers.next(step, job.type(), job.headers()));
        });
    }

    @Override
    public void deploy(Map<String, String> files) {
        engine.deploy(files);
    }

    @Override
    public void begin(String process, String businessKey, Map<String, Object> variables) {
        engine.begin(process, businessKey, variables);
    }

    @Override
    public void publish(String message, String key, String id, Map<String, Object> variables) {
        String unique = id.isEmpty() ? UUID.randomUUID().toString() : id;
        engine.deliver(new Message(message, key, unique, Duration.ofHours(1), variables, key.split("/", 2)[0], null));
    }

    @Override
    public void pass(Duration time) {
        engine.pass(time);
        fireStartTimers();
        history.instances().forEach(this::fireTimers);
    }

    @Override
    public Instant now() {
        return engine.now();
    }

    /** A start that fails further on is due again at once. */
    private void fireStartTimers() {
        List<Job> due;
        do {
            due =
                    management()
                            .createJobQuery()
                            .processDefinitionKey(model.processId())
                            .timers()
                            .withRetriesLeft()
                            .list()
                            .stream()
                            .filter(timer -> timer.getProcessInstanceId() == null)
                            .filter(timer -> !timer.getDuedate().toInstant().isAfter(engine.now()))
                            .toList();
            due.forEach(timer -> execute(timer.getId()));
        } while (!due.isEmpty());
    }

    /** Fires all due timers, including those created on the way. */
    private void fireTimers(String instance) {
        List<Job> due;
        do {
            due = management()
                    .createJobQuery()
                    .processInstanceId(instance)
                    .timers()
                    .withRetriesLeft()
                    .duedateLowerThan(Date.from(engine.now()))
                    .orderByJobDuedate()
                    .asc()
                    .listPage(0, 1);
            due.forEach(timer -> execute(timer.getId()));
        } while (!due.isEmpty());
    }

    private ManagementService management() {
        return engine.management();
    }

    private void execute(String job) {
        try {
            management().executeJob(job);
        } catch (RuntimeException failed) {
            // The engine retries it or raises an incident; the scenario checks which.
        }
    }

    @Override
    public void answer(String step) {
        held.remove(step);
        goOn();
    }

    @Override
    public void goOn() {
        boolean more;
        do {
            more = engine.handOverKept();
            for (String instance : history.instances().toList()) {
                for (Job parked : engine.parked(instance)) {
                    if (parked.getRetries() > 0 && !isHeld(parked)) {
                        execute(parked.getId());
                        more = true;
                    }
                }
            }
        } while (more);
    }

    private boolean isHeld(Job parked) {
        return held.contains(history.elementOf(parked));
    }

    @Override
    public Map<String, Object> toldTo(String step) {
        return told.getOrDefault(step, Map.of());
    }

    /** The engine runs parallel branches one after another, as they are drawn. */
    @Override
    public boolean keepsTheOrderOfBranches() {
        return false;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public void close() {
        engine.workBy((job, variables) -> new HashMap<String, @Nullable Object>());
    }
}
