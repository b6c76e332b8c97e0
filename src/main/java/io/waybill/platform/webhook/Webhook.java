package io.waybill.platform.webhook;

import io.waybill.core.CustomerId;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An address at which a caller wants to be notified about orders. */
@Entity
@Table(name = "webhook")
class Webhook {

    /** How long a secret still signs after it was replaced. */
    static final Duration OLD_SECRET_SIGNS = Duration.ofHours(24);

    @EmbeddedId
    private WebhookId id;

    private String owner;

    @SuppressWarnings("UnusedVariable")
    private int number;

    private @Nullable CustomerId customer;

    private String url;

    private String events;

    @Enumerated(EnumType.STRING)
    private Format format;

    private @Nullable String description;

    private boolean active;

    private @Nullable String inactiveReason;

    @Convert(converter = SecretColumn.class)
    private Secret secret;

    @Convert(converter = SecretColumn.class)
    private @Nullable Secret previousSecret;

    private @Nullable Instant previousSecretUntil;

    private Instant createdAt;

    @Version
    private @Nullable Integer version;

    /**
     * A new webhook.
     *
     * @param number among the owner's webhooks
     * @param customer whose orders it reports; everybody's if null
     */
    Webhook(String owner, int number, @Nullable CustomerId customer, Subscription wanted, Instant at) {
        this.id = WebhookId.next();
        this.owner = owner;
        this.number = number;
        this.customer = customer;
        this.active = true;
        this.secret = Secret.next();
        this.createdAt = at;
        take(wanted);
    }

    @SuppressWarnings("NullAway.Init")
    protected Webhook() {}

    WebhookId id() {
        return id;
    }

    String owner() {
        return owner;
    }

    @Nullable
    CustomerId customer() {
        return customer;
    }

    String url() {
        return url;
    }

    List<String> events() {
        return EventTypes.split(events);
    }

    Format format() {
        return format;
    }

    @Nullable
    String description() {
        return description;
    }

    boolean isActive() {
        return active;
    }

    @Nullable
    String inactiveReason() {
        return inactiveReason;
    }

    Secret secret() {
        return secret;
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean wants(CustomerId of, String type) {
        return active && (customer == null || customer.equals(of)) && (events.isEmpty() || events().contains(type));
    }

    void change(Subscription wanted, boolean on) {
        take(wanted);
        active = on;
        inactiveReason = null;
    }

    private void take(Subscription wanted) {
        url = wanted.url().toString();
        events = EventTypes.join(wanted.events());
        format = wanted.format();
        description = wanted.description();
    }

    /** Gives it a new secret. The replaced secret keeps signing beside it for a while; an older one does not. */
    void rotateSecret(Instant at) {
        previousSecret = secret;
        previousSecretUntil = at.plus(OLD_SECRET_SIGNS);
        secret = Secret.next();
    }

    /** Its receiver wants no more deliveries. */
    void stop(String why) {
        active = false;
        inactiveReason = why;
    }

    /** The secrets that sign at this time, newest first. */
    List<Secret> secrets(Instant at) {
        List<Secret> signing = new ArrayList<>(List.of(secret));
        if (previousSecret != null && previousSecretUntil != null && at.isBefore(previousSecretUntil)) {
            signing.add(previousSecret);
        }
        return signing;
    }
}
