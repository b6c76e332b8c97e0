package io.waybill.process;

import static java.util.stream.Collectors.joining;

import io.waybill.platform.engine.embedded.EmbeddedTestEngine;
import io.waybill.platform.engine.embedded.RecordedHistory;
import io.waybill.platform.engine.embedded.RecordedHistory.Passed;
import io.waybill.platform.engine.embedded.RecordedHistory.What;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.operaton.bpm.engine.runtime.Job;
import tools.jackson.databind.json.JsonMapper;

/** What the embedded engine did with an instance. */
final class EmbeddedHistory implements History {

    private static final Pattern TOLD = Pattern.compile("(?i).*(event|task).*");
    /** Tokens there wait for other tokens, not for something to happen. */
    private static final Set<String> NOT_WAITED_AT =
            Set.of("process", "subProcess", "eventSubProcess", "parallelGateway", "inclusiveGateway");

    private static final String JOB = "job";

    private final EmbeddedTestEngine engine;
    private final RecordedHistory history;
    private final Model model;

    EmbeddedHistory(EmbeddedTestEngine engine, RecordedHistory history, Model model) {
        this.engine = engine;
        this.history = history;
        this.model = model;
    }

    /** Records a job that was done. */
    void done(String instance, String element) {
        history.add(new Passed(What.DONE, instance, element, JOB, ""));
    }

    @Override
    public List<String> steps() {
        return jobs().filter(element -> !model.isUndo(element))
                .map(model::nameOf)
                .toList();
    }

    @Override
    public List<String> undos() {
        return jobs().filter(model::isUndo).map(model::nameOf).toList();
    }

    private Stream<String> jobs() {
        return of(What.DONE).filter(passed -> passed.type().equals(JOB)).map(Passed::element);
    }

    private Stream<Passed> of(What what) {
        return history.all().stream().filter(passed -> passed.what() == what);
    }

    @Override
    public List<String> ends() {
        return of(What.DONE)
                .filter(passed -> passed.type().endsWith("EndEvent"))
                .map(passed -> model.nameOf(passed.element()))
                .filter(model.ends()::contains)
                .toList();
    }

    @Override
    public long begun() {
        return processes(What.BEGUN);
    }

    @Override
    public long completed() {
        return processes(What.DONE);
    }

    private long processes(What what) {
        return of(what).filter(passed ->
                        passed.type().equals("process") && passed.element().equals(model.processId()))
                .count();
    }

    @Override
    public List<String> waitingAt() {
        Map<String, String> active = new LinkedHashMap<>();
        for (Passed passed : history.all()) {
            if (passed.what() == What.BEGUN && !NOT_WAITED_AT.contains(passed.type())) {
                active.put(passed.id(), model.nameOf(passed.element()));
            } else {
                active.remove(passed.id());
            }
        }
        List<String> waiting = new ArrayList<>(active.values());
        instances()
                .flatMap(instance -> engine.parked(instance).stream())
                .map(this::elementOf)
                .filter(element -> !active.containsValue(element))
                .forEach(waiting::add);
        return waiting;
    }

    String elementOf(Job job) {
        return model.nameOf(engine.elementOf(job));
    }

    Stream<String> instances() {
        return of(What.BEGUN).filter(passed -> passed.type().equals("process")).map(Passed::instance).toList().stream();
    }

    @Override
    public Duration latestTimer() {
        return instances()
                .flatMap(instance -> engine
                        .management()
                        .createJobQuery()
                        .processInstanceId(instance)
                        .timers()
                        .orderByJobDuedate()
                        .desc()
                        .list()
                        .stream())
                .map(timer -> Duration.between(engine.now(), timer.getDuedate().toInstant()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Map<String, String> incidents() {
        Map<String, String> incidents = new TreeMap<>();
        instances()
                .flatMap(instance -> engine.runtime().createIncidentQuery().processInstanceId(instance).list().stream())
                .forEach(incident -> incidents.put(
                        model.nameOf(incident.getFailedActivityId()), String.valueOf(incident.getIncidentMessage())));
        return incidents;
    }

    @Override
    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        instances()
                .flatMap(instance ->
                        engine.runtime().createVariableInstanceQuery().processInstanceIdIn(instance).list().stream())
                .forEach(variable ->
                        variables.put(variable.getName(), JsonMapper.shared().writeValueAsString(variable.getValue())));
        return variables;
    }

    @Override
    public String told() {
        return history.all().stream()
                .filter(passed -> passed.what() != What.BEGUN
                        && TOLD.matcher(passed.type()).matches())
                .map(passed -> "  %s%s"
                        .formatted(model.nameOf(passed.element()), passed.what() == What.STOPPED ? " (stopped)" : ""))
                .collect(joining("\n"));
    }

    /** Without sequence flows, which the engine does not record. */
    @Override
    public Set<String> path() {
        return of(What.BEGUN).map(Passed::element).collect(Collectors.toSet());
    }
}
