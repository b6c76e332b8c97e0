package io.waybill.platform.outage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;

/**
 * One outage after another of the same thing, as this replica sees them. Who needs the thing waits the longer the longer
 * it is away, and not all at the same time; the log has a line a minute, however many fail.
 */
public final class Outage {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final String what;
    private final Duration shortestWait;
    private final Logger log;
    private final Clock clock;
    private Instant since = Instant.MIN;
    private Instant lastFailure = Instant.MIN;
    private Duration lastWait = Duration.ZERO;
    private Instant lastWarning = Instant.MIN;
    private long failuresSinceWarning;

    /** @param what does not work while it lasts, as the log says it: "Jobs cannot be done" */
    public Outage(String what, Logger log, Clock clock) {
        this(what, SHORTEST_WAIT, log, clock);
    }

    /** @param shortestWait for what may be over in a moment */
    public Outage(String what, Duration shortestWait, Logger log, Clock clock) {
        this.what = what;
        this.shortestWait = shortestWait;
        this.log = log;
        this.clock = clock;
    }

    /** Answers how long to wait after this failure. */
    public synchronized Duration waitAfter(Throwable failure) {
        Instant now = clock.instant();
        // Who waited and did not fail soon after, succeeded.
        if (lastFailure.plus(lastWait).plus(SLACK).isBefore(now)) {
            since = now;
        }
        lastFailure = now;
        warn(now, failure);
        long wait =
                Math.clamp(Duration.between(since, now).toMillis(), shortestWait.toMillis(), LONGEST_WAIT.toMillis());
        lastWait = Duration.ofMillis(wait);
        return Backoff.spread(lastWait);
    }

    /** From now on a failure is the first of another outage. */
    public synchronized void over() {
        lastFailure = Instant.MIN;
    }

    private void warn(Instant now, Throwable failure) {
        failuresSinceWarning++;
        if (lastWarning.isBefore(now.minus(BETWEEN_WARNINGS))) {
            log.warn("{} ({} times since the last such line): {}", what, failuresSinceWarning, failure.toString());
            lastWarning = now;
            failuresSinceWarning = 0;
        }
    }
}
