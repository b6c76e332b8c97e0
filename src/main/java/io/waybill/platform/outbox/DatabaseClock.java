package io.waybill.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The time of the database, which all replicas share. It is read regularly, and extrapolated by the JVM's timer in
 * between: a wrong or jumping system clock neither delays work nor makes it start early.
 */
class DatabaseClock extends Clock {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);

    private final JdbcClient db;
    private volatile Reading reading;

    /** The database's time when this JVM's timer had this value. */
    private record Reading(Instant time, long nanos) {

        Instant at(long nanoTime) {
            return time.plusNanos(nanoTime - nanos).truncatedTo(ChronoUnit.MICROS);
        }
    }

    DatabaseClock(JdbcClient db) {
        this.db = db;
        // Until the database answers.
        reading = new Reading(Clock.systemUTC().instant(), System.nanoTime());
        read();
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void read() {
        try {
            long before = System.nanoTime();
            Instant time = db.sql("select utc_timestamp(6)")
                    .query(LocalDateTime.class)
                    .single()
                    .toInstant(ZoneOffset.UTC);
            long took = System.nanoTime() - before;
            Reading fresh = new Reading(time, before + took / 2);
            Duration off = Duration.between(time, reading.at(fresh.nanos())).abs();
            // A difference within the precision of the reading is ignored, so that time does not step back for nothing.
            if (off.toNanos() > took / 2) {
                reading = fresh;
            }
        } catch (DataAccessException e) {
            log.debug("Cannot read the database's time; it is extrapolated", e);
        }
    }

    @Override
    public Instant instant() {
        return reading.at(System.nanoTime());
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
