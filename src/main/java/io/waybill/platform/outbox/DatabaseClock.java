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
 * The time of the database, which all replicas have in common. It is asked for time and again, and measured in between by
 * the time that passes, so that a system clock that is wrong or jumps holds nothing up and has nothing done too early.
 */
class DatabaseClock extends Clock {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);

    private final JdbcClient db;
    private volatile Reading reading;

    /** The time that it was, by the database's clock, when this JVM's timer had this value. */
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
            // What is no further off than can be told is kept, so that time does not step back for nothing.
            if (off.toNanos() > took / 2) {
                reading = fresh;
            }
        } catch (DataAccessException e) {
            log.debug("The database does not tell the time; it is measured on", e);
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
        throw new UnsupportedOperationException("The time is told in UTC");
    }
}
