package io.waybill.platform.webhook;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes old deliveries. Several replicas may do so at once. */
@Component
class OldDeliveries {

    static final Duration KEPT = Duration.ofDays(30);

    private static final int AT_ONCE = 1_000;

    private final WebhookDeliveries deliveries;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OldDeliveries(WebhookDeliveries deliveries, TransactionTemplate transaction, Clock clock) {
        this.deliveries = deliveries;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT10M")
    void forget() {
        while (forgetSome() == AT_ONCE) {
            Thread.onSpinWait();
        }
    }

    private int forgetSome() {
        return transaction.execute(
                status -> deliveries.forgetBefore(clock.instant().minus(KEPT), AT_ONCE));
    }
}
