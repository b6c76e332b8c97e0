package io.waybill.platform.outage;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next try: twice as long after each failure, and not all at the same moment. How often something
 * has failed is kept where the work is kept, in the database or the engine, so there is no state here, as the back-offs of
 * Spring and Resilience4j have it.
 */
public final class Backoff {

    private static final int MOST_DOUBLINGS = 16;

    private Backoff() {}

    /**
     * The wait after one more failure.
     *
     * @param failures how often it has failed before this time
     * @param first how long to wait after the first failure
     * @param longest how long to wait at most
     */
    public static Duration after(int failures, Duration first, Duration longest) {
        long wait = first.toMillis() << Math.clamp(failures, 0, MOST_DOUBLINGS);
        return spread(Duration.ofMillis(Math.min(wait, longest.toMillis())));
    }

    /** Between half of a wait and all of it. */
    public static Duration spread(Duration wait) {
        long millis = wait.toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }
}
