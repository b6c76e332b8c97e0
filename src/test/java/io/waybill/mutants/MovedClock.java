package io.waybill.mutants;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Moves only when it is put forward, so the time that the machine needs does not count. */
final class MovedClock extends Clock {

    private volatile Instant time = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

    void moveTo(Instant time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return time;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("This clock is in UTC only");
    }
}
