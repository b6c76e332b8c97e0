package io.waybill.platform.webhook;

import io.waybill.core.CustomerId;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
     * @param events the event types that it reports; all if empty
     */
    Webhook(
            String owner,
            int number,
            @Nullable CustomerId customer,
            URI url,
            Collection<String> events,
            @Nullable String description,
            Instant at) {
        this.id = WebhookId.next();
        this.owner = owner;
        this.number = number;
        this.customer = customer;
        this.url = url.toString();
        this.events = EventTypes.join(events);
        this.description = description;
        this.active = true;
        this.secret = Secret.next();
        this.createdAt = at;
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

    void change(URI to, Collection<String> types, boolean on, @Nullable String text) {
        url = to.toString();
        events = EventTypes.join(types);
        active = on;
        inactiveReason = null;
        description = text;
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
