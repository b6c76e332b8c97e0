package io.waybill.platform.idempotency;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes keys after their retention time. It is harmless if several replicas do it at once. */
@Component
class ExpiredKeys {

    static final Duration KEPT = Duration.ofDays(2);

    private static final int AT_ONCE = 1_000;

    private final KeptAnswers kept;
    private final Clock clock;

    ExpiredKeys(KeptAnswers kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void forget() {
        int forgotten;
        do {
            forgotten = kept.forgetBefore(clock.instant().minus(KEPT), AT_ONCE);
        } while (forgotten == AT_ONCE);
    }
}
