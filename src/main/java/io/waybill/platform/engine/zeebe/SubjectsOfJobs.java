package io.waybill.platform.engine.zeebe;

import io.camunda.client.api.response.ActivatedJob;
import io.waybill.core.Subject;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out what a job is done for. The cluster knows no business keys: they are variables. */
@Component
@ConditionalOnZeebe
class SubjectsOfJobs {

    private final Processes processes;
    private final ProcessInstances instances;

    SubjectsOfJobs(Processes processes, ProcessInstances instances) {
        this.instances = instances;
        this.processes = processes;
    }

    /** Notes the process instance of a job, once. An instance that another one called is not noted: it has no subject. */
    void note(ActivatedJob job) {
        processes
                .find(job.getBpmnProcessId())
                .flatMap(process -> of(job, process))
                .ifPresent(
                        subject -> instances.note(job.getProcessInstanceKey(), job.getProcessDefinitionKey(), subject));
    }

    /** In a called process, the subject of the process whose key it was given. Empty if there is none. */
    Optional<Subject> of(ActivatedJob job) {
        return processes
                .find(job.getBpmnProcessId())
                .map(List::of)
                .orElseGet(() -> List.copyOf(processes.all()))
                .stream()
                .flatMap(process -> of(job, process).stream())
                .findFirst();
    }

    private static Optional<Subject> of(ActivatedJob job, BusinessProcess process) {
        return job.getVariablesAsMap().get(process.keyVariable()) instanceof String key && process.isKey(key)
                ? Optional.of(process.subject(key))
                : Optional.empty();
    }
}
