package io.waybill.platform.outage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * A pool that distinguishes a database that is down from connections that are all in use. While the database is down,
 * nobody waits longer than the pool's connection timeout. If all connections are in use, callers wait longer: jobs and
 * the outbox have to get theirs, however many requests come.
 */
public class ConnectionPool extends HikariDataSource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public Connection getConnection() throws SQLException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLTransientConnectionException e) {
                if (isEmpty() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw e;
                }
            }
        }
    }

    private boolean isEmpty() {
        HikariPoolMXBean pool = getHikariPoolMXBean();
        return pool == null || pool.getTotalConnections() == 0;
    }
}
