package io.waybill.benchmarks;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** A program that accepts orders over HTTP and stores them in a database with Waybill's table of orders. */
final class HttpContender implements Contender {

    private final String name;
    private final Caller http;
    private final JdbcTemplate database;
    private final Map<String, Long> processes;
    private final Runnable stop;
    private LocalDateTime countedFrom = LocalDateTime.MIN;

    /** @param stop ends what was started only for it */
    HttpContender(String name, Caller http, JdbcTemplate database, Map<String, Long> processes, Runnable stop) {
        this.name = name;
        this.http = http;
        this.database = database;
        this.processes = new TreeMap<>(processes);
        this.stop = stop;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void submit(NewOrder order) {
        http.post("/orders", order.json());
    }

    @Override
    public void beginCount() {
        countedFrom = database.queryForObject("select utc_timestamp(6)", LocalDateTime.class);
    }

    /** The query uses an index, and reads only the orders of this count. */
    @Override
    public long ended() {
        return database.queryForObject("""
                select count(*) from orders
                where status in ('COMPLETED', 'REJECTED', 'CANCELLED') and placed_at >= ?""", Long.class, countedFrom);
    }

    /** The database's time at {@link #beginCount()}. */
    LocalDateTime countedFrom() {
        return countedFrom;
    }

    JdbcTemplate database() {
        return database;
    }

    Caller http() {
        return http;
    }

    @Override
    public Map<String, Long> processes() {
        return processes;
    }

    @Override
    public void close() {
        stop.run();
    }
}
