package io.waybill.platform.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a delivery that failed is retried. Each wait is about as long as all waits before it together, from a few
 * seconds to two hours, and the last attempt is made when the time is up.
 */
record Patience(Duration giveUpAfter) {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(2);

    /** The time of the next attempt; empty if there is none. */
    Optional<Instant> next(Instant since, Instant now) {
        Instant end = since.plus(giveUpAfter);
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        long wait =
                Math.clamp(Duration.between(since, now).toMillis(), SHORTEST_WAIT.toMillis(), LONGEST_WAIT.toMillis());
        Instant next = now.plusMillis(ThreadLocalRandom.current().nextLong(wait * 3 / 4, wait * 5 / 4));
        return Optional.of(next.isBefore(end) ? next : end);
    }
}
