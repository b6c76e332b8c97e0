package io.waybill.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database has done since its start. */
final class Counters {

    private final JdbcTemplate database;

    Counters(Stack stack) {
        database = stack.database("mysql");
    }

    /**
     * The counts.
     *
     * @param logBytes of the redo log
     */
    record Counts(double statements, double commits, double logBytes) {

        Counts since(Counts earlier) {
            return new Counts(statements - earlier.statements, commits - earlier.commits, logBytes - earlier.logBytes);
        }
    }

    static Map<String, Double> difference(Map<String, Double> now, Map<String, Double> earlier) {
        Map<String, Double> difference = new TreeMap<>(now);
        difference.replaceAll((name, count) -> count - earlier.getOrDefault(name, 0.0));
        return difference;
    }

    Counts now() {
        return new Counts(status("Questions"), status("Com_commit"), status("Innodb_lsn_current"));
    }

    private double status(String name) {
        return database.queryForObject(
                "select variable_value from information_schema.global_status where variable_name = ?",
                Double.class,
                name);
    }

    /** The size on disk. It grows by whole extents, so only a difference over many orders is meaningful. */
    static long databaseBytes(JdbcTemplate database) {
        return database.queryForObject(
                "select coalesce(sum(file_size), 0) from information_schema.innodb_sys_tablespaces where name like 'waybill/%'",
                Long.class);
    }
}
