package io.waybill.platform.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.annotation.value.JobWorkerValue;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.BackoffSupplier;
import io.camunda.client.api.worker.JobHandler;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.client.jobhandling.JobExceptionHandlerSupplier;
import io.camunda.client.jobhandling.JobHandlerFactory;
import io.camunda.client.jobhandling.JobWorkerFactory;
import io.camunda.client.metrics.JobWorkerMetricsFactory;
import io.waybill.core.OrderId;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.outage.Outage;
import java.util.Optional;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * Makes every worker note the process instance of its job before it begins, take part in the orderly shutdown, and
 * report success. Has the engine keep the jobs that wait for an answer.
 */
@Component
@ConditionalOnZeebe
@Primary
class NotingWorkers extends JobWorkerFactory {

    private static final String ORDER = "orderId";

    private final ProcessInstances instances;
    private final JobsInHand jobs;
    private final Outage outage;

    NotingWorkers(
            BackoffSupplier backoffSupplier,
            BackoffSupplier streamNoJobsBackoffSupplier,
            JobExceptionHandlerSupplier failures,
            JobWorkerMetricsFactory metrics,
            ProcessInstances instances,
            JobsInHand jobs,
            Outage outage) {
        super(backoffSupplier, streamNoJobsBackoffSupplier, failures, metrics);
        this.instances = instances;
        this.jobs = jobs;
        this.outage = outage;
    }

    @Override
    public JobWorker createJobWorker(CamundaClient camunda, JobWorkerValue worker, JobHandlerFactory handlers) {
        boolean isAnsweredLater = Boolean.FALSE.equals(worker.getAutoComplete().value());
        return super.createJobWorker(camunda, worker, context -> {
            JobHandler handler = handlers.getJobHandler(context);
            return jobs.guard(noting(isAnsweredLater ? keeping(camunda, handler) : handler));
        });
    }

    /** A job without automatic completion waits for an answer from elsewhere. It must not time out before that. */
    static JobHandler keeping(CamundaClient camunda, JobHandler handler) {
        return (client, job) -> {
            handler.handle(client, job);
            KeptJobs.keep(camunda, job.getKey());
        };
    }

    JobHandler noting(JobHandler handler) {
        return (client, job) -> {
            orderOf(job)
                    .ifPresent(
                            order -> instances.note(job.getProcessInstanceKey(), job.getProcessDefinitionKey(), order));
            handler.handle(client, job);
            outage.over();
        };
    }

    static Optional<OrderId> orderOf(ActivatedJob job) {
        return job.getVariablesAsMap().get(ORDER) instanceof String order ? OrderId.parse(order) : Optional.empty();
    }
}
