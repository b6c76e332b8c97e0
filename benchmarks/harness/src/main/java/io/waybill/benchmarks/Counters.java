package io.waybill.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the engine and the database have done since their start. */
final class Counters {

    private static final Pattern RECORDS = Pattern.compile(
            "^zeebe_log_appender_record_appended_total\\{(?=[^}]*recordType=\"(\\w+)\")(?=[^}]*valueType=\"(\\w+)\")[^}]*} (\\S+)$",
            Pattern.MULTILINE);

    private final Caller broker;
    private final JdbcTemplate database;

    Counters(Stack stack) {
        broker = new Caller("http://127.0.0.1:" + stack.zeebeManagementPort(), "");
        database = stack.database("mysql");
    }

    /**
     * Records in the engine's log by what they are about, and statements and commits in the database.
     *
     * @param records by type of value, such as {@code JOB}
     */
    record Counts(Map<String, Double> records, double statements, double commits, double databaseBytes) {

        Counts since(Counts earlier) {
            Map<String, Double> difference = new TreeMap<>(records);
            difference.replaceAll((type, count) -> count - earlier.records.getOrDefault(type, 0.0));
            return new Counts(
                    difference,
                    statements - earlier.statements,
                    commits - earlier.commits,
                    databaseBytes - earlier.databaseBytes);
        }

        double allRecords() {
            return records.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    Counts now() {
        Map<String, Double> records = new TreeMap<>();
        Matcher found = RECORDS.matcher(broker.get("/actuator/prometheus"));
        while (found.find()) {
            records.merge(found.group(2), Double.valueOf(found.group(3)), Double::sum);
        }
        return new Counts(records, status("Questions"), status("Com_commit"), bytes());
    }

    private double status(String name) {
        return database.queryForObject(
                "select variable_value from information_schema.global_status where variable_name = ?",
                Double.class,
                name);
    }

    private double bytes() {
        return database.queryForObject(
                "select coalesce(sum(file_size), 0) from information_schema.innodb_sys_tablespaces where name like 'waybill/%'",
                Double.class);
    }
}
