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

    /**
     * A pool for the same database whose connections do not count here. Those that are held for as long as a replica
     * lives would otherwise look as if they came back soon, and callers would wait for them while the database is down.
     *
     * @param connections how many at most
     */
    public HikariDataSource apart(String name, int connections) {
        HikariDataSource pool = new HikariDataSource();
        copyStateTo(pool);
        pool.setPoolName(name);
        pool.setMinimumIdle(0);
        pool.setMaximumPoolSize(connections);
        return pool;
    }

    private boolean isEmpty() {
        HikariPoolMXBean pool = getHikariPoolMXBean();
        return pool == null || pool.getTotalConnections() == 0;
    }
}
