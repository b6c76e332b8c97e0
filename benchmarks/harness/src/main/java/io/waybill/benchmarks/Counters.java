package io.waybill.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the engine and the database have done since their start. */
final class Counters {

    static final Pattern RECORDS =
            metric("zeebe_log_appender_record_appended_total\\{(?=[^}]*valueType=\"(?<of>\\w+)\")");
    private static final Pattern ELEMENTS =
            metric("zeebe_element_instance_events_total\\{(?=[^}]*action=\"activated\")(?=[^}]*type=\"(?<of>\\w+)\")");
    private static final Pattern LOG_KIB = metric("(?<of>atomix_journal_append_data_rate_total)\\{");

    private final Caller broker;
    private final JdbcTemplate database;

    Counters(Stack stack) {
        broker = new Caller("http://127.0.0.1:" + stack.zeebeManagementPort(), "");
        database = stack.database("mysql");
    }

    private static Pattern metric(String beginning) {
        return Pattern.compile("^" + beginning + "[^}]*} (?<count>\\S+)$", Pattern.MULTILINE);
    }

    /**
     * What was counted.
     *
     * @param records in the engine's log by what they are about, such as {@code JOB}
     * @param elements of models that were entered, by type, such as {@code SERVICE_TASK}
     */
    record Counts(
            Map<String, Double> records,
            Map<String, Double> elements,
            double logBytes,
            double statements,
            double commits) {

        Counts since(Counts earlier) {
            return new Counts(
                    difference(records, earlier.records),
                    difference(elements, earlier.elements),
                    logBytes - earlier.logBytes,
                    statements - earlier.statements,
                    commits - earlier.commits);
        }

        double allRecords() {
            return records.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    static Map<String, Double> difference(Map<String, Double> now, Map<String, Double> earlier) {
        Map<String, Double> difference = new TreeMap<>(now);
        difference.replaceAll((name, count) -> count - earlier.getOrDefault(name, 0.0));
        return difference;
    }

    Counts now() {
        String metrics = broker.get("/actuator/prometheus");
        return new Counts(
                sums(RECORDS, metrics),
                sums(ELEMENTS, metrics),
                1024
                        * sums(LOG_KIB, metrics).values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum(),
                status("Questions"),
                status("Com_commit"));
    }

    static Map<String, Double> sums(Pattern metric, String metrics) {
        Map<String, Double> sums = new TreeMap<>();
        metric.matcher(metrics)
                .results()
                .forEach(found -> sums.merge(found.group("of"), Double.valueOf(found.group("count")), Double::sum));
        return sums;
    }

    private double status(String name) {
        return database.queryForObject(
                "select variable_value from information_schema.global_status where variable_name = ?",
                Double.class,
                name);
    }

    /** On disk. It grows by whole extents, so only a difference of many orders says something. */
    static long databaseBytes(JdbcTemplate database) {
        return database.queryForObject(
                "select coalesce(sum(file_size), 0) from information_schema.innodb_sys_tablespaces where name like 'waybill/%'",
                Long.class);
    }
}
