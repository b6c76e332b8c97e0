package io.waybill.platform.webhook;

import io.waybill.core.Subject;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event on its way to one webhook. */
@Entity
@Table(name = "webhook_delivery")
class WebhookDelivery {

    enum Status {
        /** It is retried until it arrives or its time is up. */
        PENDING,
        DELIVERED,
        /** It is no longer tried, unless it is replayed. */
        FAILED
    }

    @EmbeddedId
    private DeliveryId id;

    private WebhookId webhook;

    private String type;

    private @Nullable Subject subject;

    private String body;

    @Enumerated(EnumType.STRING)
    private Status status;

    /** Counts the replays. An attempt belongs to a round; attempts of earlier rounds have no effect. */
    private int round;

    private int attempts;

    private Instant createdAt;

    private Instant triedSince;

    private @Nullable Instant lastAttemptAt;

    private @Nullable Instant nextAttemptAt;

    private @Nullable Integer responseStatus;

    private @Nullable String error;

    @Version
    private @Nullable Integer version;

    WebhookDelivery(WebhookId webhook, String type, @Nullable Subject subject, String body, Instant at) {
        this.id = DeliveryId.next();
        this.webhook = webhook;
        this.type = type;
        this.subject = subject;
        this.body = body;
        this.status = Status.PENDING;
        this.createdAt = at;
        this.triedSince = at;
        this.nextAttemptAt = at;
    }

    @SuppressWarnings("NullAway.Init")
    protected WebhookDelivery() {}

    DeliveryId id() {
        return id;
    }

    WebhookId webhook() {
        return webhook;
    }

    String type() {
        return type;
    }

    @Nullable
    Subject subject() {
        return subject;
    }

    String body() {
        return body;
    }

    Status status() {
        return status;
    }

    int attempts() {
        return attempts;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant lastAttemptAt() {
        return lastAttemptAt;
    }

    @Nullable
    Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    @Nullable
    Integer responseStatus() {
        return responseStatus;
    }

    @Nullable
    String error() {
        return error;
    }

    int round() {
        return round;
    }

    /** Whether an attempt of this round is still to be made. */
    boolean awaits(int ofRound) {
        return status == Status.PENDING && round == ofRound;
    }

    void attempted(Answer answer, Instant at, Patience patience) {
        attempts++;
        lastAttemptAt = at;
        responseStatus = answer.status();
        error = answer.error();
        Optional<Instant> next = answer.isFinal() ? Optional.empty() : patience.next(triedSince, at);
        nextAttemptAt = next.orElse(null);
        if (next.isEmpty()) {
            status = answer.isSuccess() ? Status.DELIVERED : Status.FAILED;
        }
    }

    void giveUp(String why) {
        status = Status.FAILED;
        error = why;
        nextAttemptAt = null;
    }

    /** Starts again, whatever became of it before. */
    void replay(Instant at) {
        status = Status.PENDING;
        round++;
        triedSince = at;
        nextAttemptAt = at;
    }
}
