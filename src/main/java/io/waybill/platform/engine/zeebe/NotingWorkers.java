package io.waybill.platform.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.annotation.value.JobWorkerValue;
import io.camunda.client.api.worker.BackoffSupplier;
import io.camunda.client.api.worker.JobHandler;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.client.jobhandling.JobExceptionHandlerSupplier;
import io.camunda.client.jobhandling.JobHandlerFactory;
import io.camunda.client.jobhandling.JobWorkerFactory;
import io.camunda.client.metrics.JobWorkerMetricsFactory;
import io.waybill.platform.outage.Outage;
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

    private final SubjectsOfJobs subjects;
    private final JobsInHand jobs;
    private final Outage outage;

    NotingWorkers(
            BackoffSupplier backoffSupplier,
            BackoffSupplier streamNoJobsBackoffSupplier,
            JobExceptionHandlerSupplier failures,
            JobWorkerMetricsFactory metrics,
            SubjectsOfJobs subjects,
            JobsInHand jobs,
            Outage outage) {
        super(backoffSupplier, streamNoJobsBackoffSupplier, failures, metrics);
        this.subjects = subjects;
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
            subjects.note(job);
            handler.handle(client, job);
            outage.over();
        };
    }
}
