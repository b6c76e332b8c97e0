package io.waybill.benchmarks;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets time pass. */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Waiting() {}

    static void milliseconds(long time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** @param what to wait for, in words */
    static void until(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("Waited in vain for " + what);
            }
            milliseconds(50);
        }
    }
}
