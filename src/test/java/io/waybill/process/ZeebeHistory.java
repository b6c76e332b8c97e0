package io.waybill.process;

import static io.camunda.zeebe.protocol.record.RecordType.EVENT;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.camunda.zeebe.model.bpmn.instance.EventBasedGateway;
import io.camunda.zeebe.process.test.api.RecordStreamSource;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Zeebe recorded of an instance. */
final class ZeebeHistory implements History {

    private static final Pattern TOLD = Pattern.compile(".*(EVENT|TASK)");

    private final RecordStreamSource log;
    private final Model model;

    ZeebeHistory(RecordStreamSource log, Model model) {
        this.log = log;
        this.model = model;
    }

    @Override
    public List<String> steps() {
        return completedTasks()
                .filter(task -> !model.isUndo(task))
                .map(model::nameOf)
                .toList();
    }

    @Override
    public List<String> undos() {
        return completedTasks().filter(model::isUndo).map(model::nameOf).toList();
    }

    @Override
    public List<String> ends() {
        return elements(ProcessInstanceIntent.ELEMENT_COMPLETED)
                .map(Record::getValue)
                .filter(element -> element.getBpmnElementType() == BpmnElementType.END_EVENT
                        && element.getFlowScopeKey() == element.getProcessInstanceKey())
                .map(element -> model.nameOf(element.getElementId()))
                .toList();
    }

    @Override
    public long begun() {
        return processes(ProcessInstanceIntent.ELEMENT_ACTIVATED);
    }

    @Override
    public long completed() {
        return processes(ProcessInstanceIntent.ELEMENT_COMPLETED);
    }

    private long processes(ProcessInstanceIntent intent) {
        return elements(intent)
                .filter(element -> element.getValue().getBpmnElementType() == BpmnElementType.PROCESS)
                .count();
    }

    @Override
    public List<String> waitingAt() {
        Map<Long, String> active = new TreeMap<>();
        elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
                .filter(element -> !Set.of(
                                BpmnElementType.PROCESS, BpmnElementType.SUB_PROCESS, BpmnElementType.EVENT_SUB_PROCESS)
                        .contains(element.getValue().getBpmnElementType()))
                .forEach(element -> active.put(
                        element.getKey(), model.nameOf(element.getValue().getElementId())));
        Stream.of(ProcessInstanceIntent.ELEMENT_COMPLETED, ProcessInstanceIntent.ELEMENT_TERMINATED)
                .flatMap(this::elements)
                .forEach(element -> active.remove(element.getKey()));
        return List.copyOf(active.values());
    }

    @Override
    public Duration latestTimer() {
        Record<TimerRecordValue> timer = records(TimerIntent.CREATED, TimerRecordValue.class)
                .max(Comparator.comparingLong(Record::getPosition))
                .orElseThrow();
        return Duration.ofMillis(timer.getValue().getDueDate() - timer.getTimestamp());
    }

    boolean timerIsDue(long now) {
        Map<Long, Long> dueByTimer = new TreeMap<>();
        records(TimerIntent.CREATED, TimerRecordValue.class)
                .forEach(
                        timer -> dueByTimer.put(timer.getKey(), timer.getValue().getDueDate()));
        Stream.of(TimerIntent.TRIGGERED, TimerIntent.CANCELED)
                .flatMap(intent -> records(intent, TimerRecordValue.class))
                .forEach(timer -> dueByTimer.remove(timer.getKey()));
        return dueByTimer.values().stream().anyMatch(due -> due <= now);
    }

    @Override
    public Map<String, String> incidents() {
        Map<String, String> incidents = new TreeMap<>();
        records(IncidentIntent.CREATED, IncidentRecordValue.class)
                .map(Record::getValue)
                .forEach(incident -> incidents.put(model.nameOf(incident.getElementId()), incident.getErrorMessage()));
        return incidents;
    }

    @Override
    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        Stream.of(VariableIntent.CREATED, VariableIntent.UPDATED)
                .flatMap(intent -> records(intent, VariableRecordValue.class))
                .sorted(Comparator.comparingLong(Record::getPosition))
                .map(Record::getValue)
                .forEach(variable -> variables.put(variable.getName(), variable.getValue()));
        return variables;
    }

    @Override
    public String told() {
        return Stream.of(ProcessInstanceIntent.ELEMENT_COMPLETED, ProcessInstanceIntent.ELEMENT_TERMINATED)
                .flatMap(this::elements)
                .sorted(Comparator.comparingLong(Record::getPosition))
                .filter(element -> TOLD.matcher(
                                element.getValue().getBpmnElementType().name())
                        .matches())
                .map(element -> "  %s%s"
                        .formatted(
                                model.nameOf(element.getValue().getElementId()),
                                element.getIntent() == ProcessInstanceIntent.ELEMENT_TERMINATED ? " (stopped)" : ""))
                .collect(joining("\n"));
    }

    @Override
    public Set<String> path() {
        Set<String> path = Stream.of(ProcessInstanceIntent.ELEMENT_ACTIVATED, ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN)
                .flatMap(this::elements)
                .map(element -> element.getValue().getElementId())
                .collect(toSet());
        // The engine steps from an event-based gateway to the event without recording the flow between them.
        model.all(EventBasedGateway.class).stream()
                .flatMap(gateway -> gateway.getOutgoing().stream())
                .filter(flow -> path.contains(flow.getTarget().getId()))
                .forEach(flow -> path.add(flow.getId()));
        return path;
    }

    private Stream<String> completedTasks() {
        return jobs(JobIntent.COMPLETED).map(job -> job.getValue().getElementId());
    }

    private Stream<Record<JobRecordValue>> jobs(JobIntent intent) {
        return records(intent, JobRecordValue.class)
                .filter(job -> job.getValue().getBpmnProcessId().equals(model.processId()));
    }

    private Stream<Record<ProcessInstanceRecordValue>> elements(ProcessInstanceIntent intent) {
        return records(intent, ProcessInstanceRecordValue.class)
                .filter(element -> element.getValue().getBpmnProcessId().equals(model.processId()));
    }

    @SuppressWarnings("unchecked") // the value of a record has the type it was asked for
    private <T extends RecordValue> Stream<Record<T>> records(Intent intent, Class<T> type) {
        List<Record<T>> found = new ArrayList<>();
        for (Record<?> candidate : log.getRecords()) {
            if (candidate.getRecordType() == EVENT
                    && candidate.getIntent().equals(intent)
                    && type.isInstance(candidate.getValue())) {
                found.add((Record<T>) candidate);
            }
        }
        return found.stream();
    }
}
