package io.waybill.platform.repair;

import io.waybill.core.Subject;
import io.waybill.core.Texts;
import io.waybill.core.refusal.Conflict;
import io.waybill.platform.engine.JobStuck;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job that failed as often as the model allows, and what became of it. */
@Entity
class Incident {

    private static final int LONGEST_MESSAGE = 1000;

    enum State {
        /** It waits for an operator. */
        OPEN,
        /** It is retried all the same, until it succeeds. */
        RETRYING,
        /** An operator retried it, or its subject has ended. */
        RESOLVED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long incidentId;

    private long job;

    private String jobType;

    private @Nullable Subject subject;

    private long processInstance;

    private String element;

    private long elementInstance;

    @Enumerated(EnumType.STRING)
    private State state;

    private String message;

    private Instant raisedAt;

    private @Nullable Instant resolvedAt;

    private @Nullable String resolvedBy;

    private @Nullable String reason;

    @SuppressWarnings("UnusedVariable")
    @Version
    private @Nullable Integer version;

    Incident(JobStuck stuck, Instant at) {
        this.job = stuck.job();
        this.jobType = stuck.type();
        this.subject = stuck.subject();
        this.processInstance = stuck.processInstance();
        this.element = stuck.element();
        this.elementInstance = stuck.elementInstance();
        this.state = stuck.triedOn() ? State.RETRYING : State.OPEN;
        this.message = Texts.shortened(stuck.message(), LONGEST_MESSAGE);
        this.raisedAt = at;
    }

    @SuppressWarnings("NullAway.Init")
    protected Incident() {}

    /** The same job failed again, perhaps after a retry in Operate instead of through Waybill. */
    void again(JobStuck stuck, Instant at) {
        state = stuck.triedOn() ? State.RETRYING : State.OPEN;
        message = Texts.shortened(stuck.message(), LONGEST_MESSAGE);
        raisedAt = at;
        resolvedAt = null;
        resolvedBy = null;
        reason = null;
    }

    /** The engine refused to retry it. */
    void reopen(String why, Instant at) {
        state = State.OPEN;
        message = Texts.shortened(why, LONGEST_MESSAGE);
        raisedAt = at;
        resolvedAt = null;
    }

    /**
     * Notes that it is retried.
     *
     * @throws Conflict if it is not open
     */
    void resolve(String who, String why, Instant at) {
        switch (state) {
            case OPEN -> {
                state = State.RESOLVED;
                resolvedAt = at;
                resolvedBy = who;
                reason = why;
            }
            case RETRYING ->
                throw new Conflict("Waybill already retries this step until it succeeds; there is nothing to do");
            case RESOLVED -> throw new Conflict("The incident is already resolved");
        }
    }

    boolean isResolved() {
        return state == State.RESOLVED;
    }

    long id() {
        return Objects.requireNonNull(incidentId);
    }

    long job() {
        return job;
    }

    String jobType() {
        return jobType;
    }

    @Nullable
    Subject subject() {
        return subject;
    }

    long processInstance() {
        return processInstance;
    }

    String element() {
        return element;
    }

    long elementInstance() {
        return elementInstance;
    }

    State state() {
        return state;
    }

    String message() {
        return message;
    }

    Instant raisedAt() {
        return raisedAt;
    }

    @Nullable
    Instant resolvedAt() {
        return resolvedAt;
    }

    @Nullable
    String resolvedBy() {
        return resolvedBy;
    }

    @Nullable
    String reason() {
        return reason;
    }
}
