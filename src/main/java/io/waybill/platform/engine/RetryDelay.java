package io.waybill.platform.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a step that failed waits for its next try: twice as long each time, and not all of them at the same moment. */
public final class RetryDelay {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private RetryDelay() {}

    /**
     * How long to wait after one more failure.
     *
     * @param first how long it waits after its first failure
     * @param failures how often it has failed before this time
     */
    public static Duration after(int failures, Duration first) {
        long wait = Math.min(first.toMillis() << Math.clamp(failures, 0, 10), LONGEST.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(wait / 2, wait + 1));
    }
}
