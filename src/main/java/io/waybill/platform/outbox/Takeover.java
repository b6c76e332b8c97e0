package io.waybill.platform.outbox;

import io.waybill.core.Utc;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the work of replicas that were killed due again, sooner than db-scheduler would by itself. */
class Takeover {

    private static final Logger log = LoggerFactory.getLogger(Takeover.class);

    /** A replica that has sent no heartbeat for so long is dead if it has also lost its lifeline. */
    private static final Duration SURELY_DEAD = Outbox.HEARTBEAT.plusMillis(500);

    private final JdbcClient db;
    private final String table;
    private final Lifeline lifeline;
    private final Clock clock;

    Takeover(JdbcClient db, String table, Lifeline lifeline, Clock clock) {
        this.db = db;
        this.table = table;
        this.lifeline = lifeline;
        this.clock = clock;
    }

    /** Returns whether there was any such work. */
    boolean fromTheDead() {
        try {
            int takenUp = lifeline.endedOf(holdersNotHeardOf()).stream()
                    .mapToInt(this::takeUpFrom)
                    .sum();
            if (takenUp > 0) {
                log.info("Took up {} pieces of work in {} from a replica that was killed", takenUp, table);
            }
            return takenUp > 0;
        } catch (DataAccessException e) {
            log.debug("Cannot find out which replicas have ended", e);
            return false;
        }
    }

    private List<String> holdersNotHeardOf() {
        return db.sql("select distinct picked_by from %s where last_heartbeat < ? and picked".formatted(table))
                .param(notHeardOfSince())
                .query((row, number) -> row.getString("picked_by"))
                .list();
    }

    private int takeUpFrom(String holder) {
        return db.sql("""
                        update %s set picked = false, picked_by = null, last_heartbeat = null, execution_time = ?,
                          version = version + 1
                        where picked_by = ? and picked and last_heartbeat < ?""".formatted(table))
                .params(Utc.of(clock.instant()), holder, notHeardOfSince())
                .update();
    }

    private LocalDateTime notHeardOfSince() {
        return Utc.of(clock.instant().minus(SURELY_DEAD));
    }
}
