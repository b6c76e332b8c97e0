package io.waybill.platform.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * A named database lock that a replica holds on a connection of its own for as long as it lives. The database releases
 * it when the connection ends, so other replicas learn at once that a replica was killed, and a slow database makes no
 * replica look dead.
 */
class Lifeline {

    private static final Logger log = LoggerFactory.getLogger(Lifeline.class);

    /** Distinguishes replicas that hold lifelines from those of an earlier Waybill. */
    private static final String PREFIX = "replica-";

    /** A restarted database has lost all lifelines. After this time live replicas have taken theirs again. */
    static final Duration TO_TAKE_HOLD_AGAIN = Duration.ofSeconds(10);

    private final String name = PREFIX + UUID.randomUUID();
    private final DataSource dataSource;
    private final JdbcClient db;
    private @Nullable Connection connection;

    Lifeline(DataSource dataSource) {
        this.dataSource = dataSource;
        this.db = JdbcClient.create(dataSource);
    }

    /** This replica's name among the others, at most 50 characters. */
    String name() {
        return name;
    }

    /** Acquires the lock, unless this replica has it already. Does nothing while the database is down. */
    synchronized void hold() {
        if (isHeld()) {
            return;
        }
        close();
        try {
            Connection taken = dataSource.getConnection();
            connection = taken;
            if (!answersOne(taken, "select get_lock(?, 0)")) {
                log.debug("{} is still held by a connection that has broken", name);
            }
        } catch (SQLException e) {
            log.debug("Cannot take the lifeline", e);
            close();
        }
    }

    private boolean isHeld() {
        Connection held = connection;
        try {
            return held != null && answersOne(held, "select is_used_lock(?) = connection_id()");
        } catch (SQLException e) {
            log.debug("The connection of {} has broken", name, e);
            return false;
        }
    }

    /** Those of these replicas that no longer hold their lifelines. */
    List<String> endedOf(List<String> replicas) {
        List<String> ended = replicas.stream()
                .filter(replica -> replica.startsWith(PREFIX) && !replica.equals(name))
                .filter(replica -> db.sql("select is_free_lock(?)")
                        .param(replica)
                        .query(Boolean.class)
                        .single())
                .toList();
        return ended.isEmpty() || uptime().compareTo(TO_TAKE_HOLD_AGAIN) < 0 ? List.of() : ended;
    }

    private Duration uptime() {
        return Duration.ofSeconds(db.sql("show global status like 'Uptime'")
                .query((row, number) -> row.getLong("Value"))
                .single());
    }

    /** Releases the lock. */
    synchronized void close() {
        Connection held = connection;
        connection = null;
        if (held != null) {
            try {
                answersOne(held, "select release_lock(?)");
            } catch (SQLException e) {
                log.debug("Its connection has broken", e);
            }
            JdbcUtils.closeConnection(held);
        }
    }

    private boolean answersOne(Connection on, String query) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getInt(1) == 1;
            }
        }
    }
}
