package io.waybill.platform.engine.embedded;

import io.waybill.core.Subject;
import io.waybill.core.saga.OutOfTurn;
import io.waybill.platform.engine.JobStuck;
import io.waybill.platform.engine.WorkerSettings;
import io.waybill.platform.engine.embedded.parking.ElementFailed;
import io.waybill.platform.engine.embedded.parking.Parking;
import io.waybill.platform.engine.embedded.parking.Stretches;
import io.waybill.platform.outage.Backoff;
import io.waybill.platform.outage.DatabaseOutage;
import java.time.Duration;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.operaton.bpm.engine.impl.jobexecutor.TimerEventJobHandler.TimerJobConfiguration;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.JobEntity;
import org.operaton.bpm.engine.impl.persistence.entity.MessageEntity;
import org.operaton.bpm.engine.impl.persistence.entity.TimerEntity;
import org.operaton.bpm.engine.impl.util.ClockUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens to a job that failed (law 7). It is tried as often as its element says, and then waits for an operator.
 * A lost race and a database outage cost no try. If a later element failed, the job runs again up to that element;
 * there a new job takes over, with the tries of that element.
 */
@Component
class FailedJobs implements FailedJobCommandFactory {

    private static final Logger log = LoggerFactory.getLogger(FailedJobs.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(1);

    /** Long enough: the message is delivered right after the commit. */
    private static final Duration FOR_A_MESSAGE = Duration.ofSeconds(1);

    private final ApplicationEventPublisher events;
    private final TransactionTemplate ofItsOwn;
    private final Duration firstRetry;

    FailedJobs(ApplicationEventPublisher events, PlatformTransactionManager transactions, WorkerSettings settings) {
        this.events = events;
        this.ofItsOwn = new TransactionTemplate(transactions);
        ofItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.firstRetry = settings.firstRetry();
    }

    /** Counts the first failure of an element where the process parks, but leaves at least one try. */
    void parked(MessageEntity job, @Nullable Throwable failure) {
        if (failure == null) {
            job.setRetries(Declared.of(job).retries());
            waitFor(job, FOR_A_MESSAGE);
            return;
        }
        boolean outOfTurn = OutOfTurn.causes(failure);
        job.setRetries(outOfTurn ? 1 : Math.max(1, Declared.of(job).retries() - 1));
        tellWhy(job, failure);
        waitFor(job, outOfTurn ? Duration.ZERO : Backoff.after(0, firstRetry, LONGEST_WAIT));
    }

    @Override
    public Command<Object> getCommand(String jobId, Throwable failure) {
        return commands -> {
            JobEntity job = commands.getJobManager().findJobById(jobId);
            if (job != null) {
                failed(job, failure);
            }
            return null;
        };
    }

    private void failed(JobEntity job, Throwable failure) {
        job.unlock();
        if (Stretches.isLostRace(failure)) {
            waitFor(job, Duration.ZERO);
        } else if (DatabaseOutage.causes(failure)) {
            waitFor(job, AFTER_AN_OUTAGE);
        } else if (failure instanceof ElementFailed later
                && !later.wasParked()
                && !later.element().equals(job.getActivityId())) {
            // The engine does not note it if the job has begun the instance.
            job.setFailedActivityId(later.element());
            tellWhy(job, failure);
            waitFor(job, Duration.ZERO);
        } else {
            failedOnceMore(job, failure);
        }
    }

    private void failedOnceMore(JobEntity job, Throwable failure) {
        Declared declared = Declared.of(job);
        int left = OutOfTurn.causes(failure) ? 0 : job.getRetries() - 1;
        log.warn(
                "{} failed in process instance {}, {} retries left",
                job.getActivityId(),
                job.getProcessInstanceId(),
                left,
                failure);
        tellWhy(job, failure);
        waitFor(job, Backoff.after(declared.retries() - left, firstRetry, LONGEST_WAIT));
        job.setRetries(left > 0 || staysUntilDone(job, declared, failure) ? Math.max(1, left) : 0);
    }

    /** A start timer whose next time is not set yet: if it were given up, its process would never start again. */
    private static boolean keepsItsCycle(JobEntity job) {
        return job instanceof TimerEntity timer
                && timer.getRepeat() != null
                && timer.getJobHandlerConfiguration() instanceof TimerJobConfiguration configuration
                && !configuration.isFollowUpJobCreated();
    }

    /** Saves the incident before the engine's own transaction ends. If that fails, the job is retried. */
    private boolean staysUntilDone(JobEntity job, Declared declared, Throwable failure) {
        boolean untilDone = (declared.untilDone() && !OutOfTurn.causes(failure)) || keepsItsCycle(job);
        try {
            ofItsOwn.executeWithoutResult(status -> events.publishEvent(new JobStuck(
                    Long.parseLong(job.getId()),
                    declared.jobType(),
                    job.getActivityId(),
                    Long.parseLong(job.getId()),
                    instanceOf(job),
                    subjectOf(job),
                    Parking.message(failure),
                    untilDone)));
            return untilDone;
        } catch (RuntimeException e) {
            log.warn("{} is retried, because its incident could not be saved", job.getActivityId(), e);
            return true;
        }
    }

    /** 0 if it has not begun: a timer could not start it. */
    private static long instanceOf(JobEntity job) {
        return job.getProcessInstanceId() == null ? 0 : Long.parseLong(job.getProcessInstanceId());
    }

    private static @Nullable Subject subjectOf(JobEntity job) {
        ExecutionEntity execution = job.getExecution();
        return execution == null ? null : InstanceNotes.subjectOf(execution);
    }

    private static void tellWhy(JobEntity job, Throwable failure) {
        job.setExceptionMessage(Parking.message(failure));
    }

    @SuppressWarnings("JavaUtilDate") // the engine's own type
    private static void waitFor(JobEntity job, Duration time) {
        job.setDuedate(Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
    }
}
