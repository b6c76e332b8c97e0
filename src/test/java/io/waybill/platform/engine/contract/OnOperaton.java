package io.waybill.platform.engine.contract;

import static java.util.Objects.requireNonNull;

import io.waybill.platform.engine.embedded.dialect.behavior.JobError;
import io.waybill.platform.engine.embedded.dialect.behavior.Results;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.ManagementService;
import org.operaton.bpm.engine.RuntimeService;
import org.operaton.bpm.engine.history.HistoricProcessInstance;
import org.operaton.bpm.engine.impl.bpmn.behavior.FlowNodeActivityBehavior;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.operaton.bpm.engine.impl.pvm.delegate.SignallableActivityBehavior;
import org.operaton.bpm.engine.impl.util.ClockUtil;
import org.operaton.bpm.engine.repository.Deployment;
import org.operaton.bpm.engine.runtime.ActivityInstance;
import org.operaton.bpm.engine.runtime.EventSubscription;
import org.operaton.bpm.engine.runtime.Job;

/** Plays cases on Operaton. */
final class OnOperaton implements AutoCloseable {

    private final OperatonEngine operaton;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final List<String> done = new ArrayList<>();
    private final Map<String, List<String>> waiting = new HashMap<>();
    private final List<Act.Publishes> kept = new ArrayList<>();
    private Case played;

    @SuppressWarnings("NullAway.Init") // play() sets the case
    OnOperaton(String url) {
        operaton = OperatonEngine.start(url, Step::new);
        runtime = operaton.engine().getRuntimeService();
        management = operaton.engine().getManagementService();
    }

    Outcome play(Case played) {
        this.played = played;
        done.clear();
        waiting.clear();
        kept.clear();
        ClockUtil.reset();
        var deployment = operaton.engine().getRepositoryService().createDeployment();
        played.files.forEach(deployment::addString);
        Deployment deployed = deployment.deploy();
        try {
            for (Act act : played.acts) {
                perform(act);
                deliverKept();
            }
            return outcome();
        } finally {
            operaton.engine().getRepositoryService().deleteDeployment(deployed.getId(), true);
            ClockUtil.reset();
        }
    }

    /** Fails unless the engine accepts the files. The map has their texts by name. */
    void takes(Map<String, String> files) {
        var deployment = operaton.engine().getRepositoryService().createDeployment();
        files.forEach(deployment::addString);
        operaton.engine()
                .getRepositoryService()
                .deleteDeployment(deployment.deploy().getId(), true);
    }

    private void perform(Act act) {
        switch (act) {
            case Act.Starts starts ->
                run(() -> runtime.startProcessInstanceByKey(Case.PROCESS, new HashMap<>(starts.variables())));
            case Act.Publishes message -> {
                if (!deliver(message)) {
                    kept.add(message);
                }
            }
            case Act.Broadcasts signal ->
                run(() -> runtime.createSignalEvent(signal.signal())
                        .setVariables(new HashMap<>(signal.variables()))
                        .send());
            case Act.Passes passes -> passes(passes.time());
            case Act.Completes completes -> {
                String execution = requireNonNull(waiting.get(completes.job())).removeFirst();
                run(() -> runtime.signal(execution, null, new HashMap<>(completes.variables()), Map.of()));
            }
        }
    }

    private void deliverKept() {
        boolean delivered;
        do {
            delivered = kept.removeIf(this::deliver);
        } while (delivered);
    }

    private boolean deliver(Act.Publishes message) {
        Map<String, Object> variables = new HashMap<>(message.variables());
        List<EventSubscription> waits = runtime.createEventSubscriptionQuery()
                .eventType("message")
                .eventName(message.name() + "/" + message.key())
                .list();
        if (!waits.isEmpty()) {
            EventSubscription first = waits.getFirst();
            run(() -> runtime.messageEventReceived(first.getEventName(), first.getExecutionId(), variables));
            return true;
        }
        boolean starts = runtime.createEventSubscriptionQuery()
                        .eventType("message")
                        .eventName(message.name())
                        .count()
                > 0;
        if (starts) {
            run(() -> runtime.createMessageCorrelation(message.name())
                    .setVariables(variables)
                    .correlateStartMessage());
        }
        return starts;
    }

    private void passes(Duration time) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
        while (true) {
            List<Job> due = management.createJobQuery().timers().executable().list();
            if (due.isEmpty()) {
                return;
            }
            Job first = due.stream().min(Comparator.comparing(Job::getDuedate)).orElseThrow();
            run(() -> management.executeJob(first.getId()));
        }
    }

    /** Runs in one go. If that fails, runs again step by step, so that it stops where it failed. */
    private void run(Runnable act) {
        int before = done.size();
        try {
            act.run();
        } catch (RuntimeException failed) {
            done.subList(before, done.size()).clear();
            operaton.cut(true);
            try {
                act.run();
                stepByStep();
            } finally {
                operaton.cut(false);
            }
        }
    }

    private void stepByStep() {
        while (true) {
            List<Job> steps =
                    management.createJobQuery().messages().withRetriesLeft().list();
            if (steps.isEmpty()) {
                return;
            }
            int before = done.size();
            try {
                management.executeJob(steps.getFirst().getId());
            } catch (RuntimeException failed) {
                done.subList(before, done.size()).clear();
                management.setJobRetries(steps.getFirst().getId(), 0);
            }
        }
    }

    private Outcome outcome() {
        List<String> waits = new ArrayList<>();
        runtime.createProcessInstanceQuery()
                .list()
                .forEach(process ->
                        leaves(runtime.getActivityInstance(process.getId())).forEach(waits::add));
        List<String> stuck = runtime.createIncidentQuery().list().stream()
                .filter(incident -> incident.getId().equals(incident.getRootCauseIncidentId()))
                .map(incident -> incident.getFailedActivityId().replace("#multiInstanceBody", ""))
                .distinct()
                .toList();
        var history = operaton.engine().getHistoryService();
        List<String> ends = history.createHistoricActivityInstanceQuery().finished().list().stream()
                .filter(activity -> activity.getActivityType().endsWith("EndEvent") && !activity.isCanceled())
                .map(activity -> activity.getActivityId())
                .toList();
        List<String> variables = history.createHistoricProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(HistoricProcessInstance::getId)
                .map(process -> {
                    Map<String, Object> last = new TreeMap<>();
                    history.createHistoricVariableInstanceQuery()
                            .processInstanceId(process)
                            .executionIdIn(process)
                            .list()
                            .forEach(variable -> last.put(variable.getName(), variable.getValue()));
                    return Outcome.JSON.writeValueAsString(last);
                })
                .toList();
        return Outcome.of(List.copyOf(done), ends, waits, stuck, variables);
    }

    private static Stream<String> leaves(ActivityInstance instance) {
        List<ActivityInstance> children = List.of(instance.getChildActivityInstances());
        if (children.isEmpty()) {
            return instance.getParentActivityInstanceId() == null
                            || Set.of("callActivity", "subProcess", "multiInstanceBody")
                                    .contains(instance.getActivityType())
                    ? Stream.empty()
                    : Stream.of(instance.getActivityId());
        }
        return children.stream().flatMap(OnOperaton::leaves);
    }

    /** Answers as the case says, or waits for the act that completes it. */
    private final class Step implements SignallableActivityBehavior {

        private final String type;

        Step(String type) {
            this.type = type;
        }

        @Override
        public void execute(ActivityExecution execution) {
            Map<String, @Nullable Object> seen = Results.seenBy(execution);
            switch (played.answer(type, seen)) {
                case Answer.Done answered -> {
                    done.add(Outcome.job(type, seen));
                    Results.write(execution, answered.variables());
                    leave(execution);
                }
                case Answer.Throws error -> throw new JobError(error.code(), "as the case says", error.variables());
                case Answer.Fails fails ->
                    throw new IllegalStateException(ElementInfo.of(execution).id() + " fails");
                case Answer.Waits waits ->
                    waiting.computeIfAbsent(type, any -> new ArrayList<>()).add(execution.getId());
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        public void signal(ActivityExecution execution, String name, Object variables) {
            Results.write(execution, (Map<String, Object>) variables);
            leave(execution);
        }

        private void leave(ActivityExecution execution) {
            new FlowNodeActivityBehavior() {}.leave(execution);
        }
    }

    @Override
    public void close() {
        operaton.engine().close();
    }
}
