package io.waybill.platform.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A law, expressed as a query for its violations.
 *
 * @param name different from the names of all other rules: it is a tag of the metric
 * @param message a sentence about one row, with its columns in braces
 * @param query its text columns are ids, all other columns are numbers
 */
public record Rule(String name, String message, String query) {

    List<Violation> breaches(JdbcClient db, Map<String, ?> parameters) {
        return db.sql(query).params(parameters).query().listOfRows().stream()
                .map(this::violation)
                .toList();
    }

    private Violation violation(Map<String, Object> row) {
        Map<String, String> ids = new LinkedHashMap<>();
        Map<String, Number> numbers = new LinkedHashMap<>();
        String sentence = message;
        for (Map.Entry<String, Object> column : row.entrySet()) {
            Object value = column.getValue();
            if (value instanceof Number number) {
                numbers.put(column.getKey(), number);
            } else {
                ids.put(column.getKey(), String.valueOf(value));
            }
            sentence = sentence.replace("{" + column.getKey() + "}", String.valueOf(value));
        }
        return new Violation(name, ids, numbers, sentence);
    }
}
