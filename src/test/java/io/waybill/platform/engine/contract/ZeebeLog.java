package io.waybill.platform.engine.contract;

import static java.util.Objects.requireNonNull;

import io.camunda.zeebe.process.test.api.RecordStreamSource;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The log of the test engine. */
final class ZeebeLog {

    private static final Set<BpmnElementType> CONTAINERS = Set.of(
            BpmnElementType.PROCESS,
            BpmnElementType.SUB_PROCESS,
            BpmnElementType.EVENT_SUB_PROCESS,
            BpmnElementType.MULTI_INSTANCE_BODY,
            BpmnElementType.CALL_ACTIVITY);

    private final RecordStreamSource log;

    ZeebeLog(RecordStreamSource log) {
        this.log = log;
    }

    List<String> ends() {
        return elements(ProcessInstanceIntent.ELEMENT_COMPLETED)
                .map(Record::getValue)
                .filter(element -> element.getBpmnElementType() == BpmnElementType.END_EVENT)
                .map(ProcessInstanceRecordValue::getElementId)
                .toList();
    }

    List<String> waits() {
        Map<Long, String> active = new TreeMap<>();
        elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
                .filter(element -> !CONTAINERS.contains(element.getValue().getBpmnElementType()))
                .forEach(element ->
                        active.put(element.getKey(), element.getValue().getElementId()));
        Stream.of(ProcessInstanceIntent.ELEMENT_COMPLETED, ProcessInstanceIntent.ELEMENT_TERMINATED)
                .flatMap(this::elements)
                .forEach(element -> active.remove(element.getKey()));
        return List.copyOf(active.values());
    }

    List<String> stuck() {
        Map<Long, String> stuck = new TreeMap<>();
        records(IncidentIntent.CREATED, IncidentRecordValue.class)
                .forEach(incident ->
                        stuck.put(incident.getKey(), incident.getValue().getElementId()));
        records(IncidentIntent.RESOLVED, IncidentRecordValue.class)
                .forEach(incident -> stuck.remove(incident.getKey()));
        return List.copyOf(stuck.values());
    }

    List<String> variables() {
        Map<Long, Map<String, Object>> processes = new TreeMap<>();
        elements(ProcessInstanceIntent.ELEMENT_ACTIVATING)
                .map(Record::getValue)
                .filter(element -> element.getBpmnElementType() == BpmnElementType.PROCESS
                        && element.getParentProcessInstanceKey() < 0)
                .forEach(process -> processes.put(process.getProcessInstanceKey(), new TreeMap<>()));
        StreamSupport.stream(log.getRecords().spliterator(), false)
                .filter(record -> record.getRecordType() == RecordType.EVENT
                        && (record.getIntent() == VariableIntent.CREATED
                                || record.getIntent() == VariableIntent.UPDATED))
                .map(record -> (VariableRecordValue) record.getValue())
                .filter(variable -> processes.containsKey(variable.getScopeKey()))
                .forEach(variable -> requireNonNull(processes.get(variable.getScopeKey()))
                        .put(variable.getName(), Outcome.JSON.readValue(variable.getValue(), Object.class)));
        return processes.values().stream().map(Outcome.JSON::writeValueAsString).toList();
    }

    /** The type of the oldest job that nobody has taken. */
    Optional<String> openJob(Collection<Long> taken) {
        Map<Long, String> open = new TreeMap<>();
        records(JobIntent.CREATED, JobRecordValue.class)
                .forEach(job -> open.put(job.getKey(), job.getValue().getType()));
        Stream.of(JobIntent.COMPLETED, JobIntent.CANCELED)
                .flatMap(intent -> records(intent, JobRecordValue.class))
                .forEach(job -> open.remove(job.getKey()));
        open.keySet().removeAll(taken);
        return open.values().stream().findFirst();
    }

    boolean timerIsDue(long now) {
        Map<Long, Long> due = new TreeMap<>();
        records(TimerIntent.CREATED, TimerRecordValue.class)
                .forEach(timer -> due.put(timer.getKey(), timer.getValue().getDueDate()));
        Stream.of(TimerIntent.TRIGGERED, TimerIntent.CANCELED)
                .flatMap(intent -> records(intent, TimerRecordValue.class))
                .forEach(timer -> due.remove(timer.getKey()));
        return due.values().stream().anyMatch(at -> at <= now);
    }

    private Stream<Record<ProcessInstanceRecordValue>> elements(ProcessInstanceIntent intent) {
        return records(intent, ProcessInstanceRecordValue.class);
    }

    @SuppressWarnings("unchecked")
    private <T extends RecordValue> Stream<Record<T>> records(Intent intent, Class<T> type) {
        return StreamSupport.stream(log.getRecords().spliterator(), false)
                .filter(record -> record.getRecordType() == RecordType.EVENT
                        && record.getIntent().equals(intent)
                        && type.isInstance(record.getValue()))
                .map(record -> (Record<T>) record);
    }
}
