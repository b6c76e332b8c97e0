package io.waybill.platform.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries to deliver. No transaction is open while it waits for a receiver. */
@Component
class Attempts {

    private static final String GONE = "The receiver answered 410 (Gone)";

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final Sender sender;
    private final FairShare share;
    private final TransactionTemplate transaction;
    private final Patience patience;
    private final Clock clock;

    Attempts(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            Sender sender,
            FairShare share,
            TransactionTemplate transaction,
            WebhookSettings settings,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sender = sender;
        this.share = share;
        this.transaction = transaction;
        this.patience = new Patience(settings.giveUpAfter());
        this.clock = clock;
    }

    /** A delivery, and the webhook that it goes to. */
    private record Due(WebhookDelivery delivery, Webhook webhook) {

        Map<String, String> headers(Instant at) {
            List<Secret> secrets = webhook.secrets(at);
            return Map.of(
                    "webhook-id",
                    delivery.id().value(),
                    "webhook-timestamp",
                    Long.toString(at.getEpochSecond()),
                    "webhook-signature",
                    secrets.stream()
                            .map(secret -> secret.sign(delivery.id(), at, delivery.body()))
                            .collect(Collectors.joining(" ")));
        }
    }

    /** Makes this attempt, and returns when the next one is due, if there is one. */
    Optional<Instant> make(Attempt attempt) {
        try {
            if (!share.take(attempt.owner())) {
                return Optional.of(soon());
            }
            try {
                Optional<Due> due = find(attempt);
                return due.isEmpty() ? Optional.empty() : send(attempt, due.get());
            } finally {
                share.giveBack(attempt.owner());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Waybill is stopping", e);
        }
    }

    private Optional<Instant> send(Attempt attempt, Due due) throws InterruptedException {
        Answer answer = sender.post(
                URI.create(due.webhook().url()),
                due.headers(clock.instant()),
                due.delivery().body());
        return note(attempt, due.webhook(), answer);
    }

    private Optional<Due> find(Attempt attempt) {
        return transaction.execute(status -> deliveries
                .lock(attempt.deliveryId())
                .filter(delivery -> delivery.awaits(attempt.round()))
                .flatMap(delivery -> {
                    Optional<Webhook> webhook = webhooks.findById(delivery.webhook());
                    if (webhook.filter(Webhook::isActive).isEmpty()) {
                        delivery.giveUp("The webhook was switched off");
                        return Optional.empty();
                    }
                    return webhook.map(to -> new Due(delivery, to));
                }));
    }

    private Optional<Instant> note(Attempt attempt, Webhook webhook, Answer answer) {
        return transaction.execute(status -> {
            if (answer.isGone()) {
                webhooks.lock(webhook.id().value())
                        .filter(now -> now.url().equals(webhook.url()))
                        .ifPresent(gone -> gone.stop(GONE));
            }
            return deliveries
                    .lock(attempt.deliveryId())
                    .filter(delivery -> delivery.awaits(attempt.round()))
                    .flatMap(delivery -> {
                        delivery.attempted(answer, clock.instant(), patience);
                        return Optional.ofNullable(delivery.nextAttemptAt());
                    });
        });
    }

    private Instant soon() {
        return clock.instant()
                .plus(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1_000, 10_000)));
    }
}
