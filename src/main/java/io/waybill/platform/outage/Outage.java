package io.waybill.platform.outage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;

/**
 * Outages of one thing, one after another, as this replica sees them. The longer the thing is down, the longer callers
 * wait, with jitter; the log gets one line a minute, however many calls fail.
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

    /** @param what what does not work meanwhile, as the log shows it: "Jobs cannot be done" */
    public Outage(String what, Logger log, Clock clock) {
        this(what, SHORTEST_WAIT, log, clock);
    }

    /** @param shortestWait the first wait; short for what may be over in a moment */
    public Outage(String what, Duration shortestWait, Logger log, Clock clock) {
        this.what = what;
        this.shortestWait = shortestWait;
        this.log = log;
        this.clock = clock;
    }

    /** Returns how long to wait after this failure. */
    public synchronized Duration waitAfter(Throwable failure) {
        Instant now = clock.instant();
        // A call that waited and did not fail soon after has succeeded.
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

    /** Ends the outage: the next failure is the first of another one. */
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
