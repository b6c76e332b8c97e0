package io.waybill.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Checks what the engine alone has done when all its orders have ended; it has no business with books of its own. */
final class EngineBooks {

    private static final List<String> OF_ALL = List.of("account.reserve", "stock.reserve");
    private static final List<String> OF_COMPLETED =
            List.of("order.commit", "account.capture", "stock.ship", "order.complete");
    private static final List<String> OF_REJECTED = List.of("account.release", "stock.release", "order.reject");
    private static final List<String> ENDS = List.of("order.complete", "order.reject", "order.cancel");

    private EngineBooks() {}

    /** @param done how often each step was done, by the type of its job */
    static long ended(Map<String, Long> done) {
        return ENDS.stream().mapToLong(step -> done.getOrDefault(step, 0L)).sum();
    }

    /**
     * Checks that each order had each of its steps once, and no other.
     *
     * @param done how often each step was done, by the type of its job
     * @throws IllegalStateException if not
     */
    static void check(long completed, long rejected, Map<String, Long> done) {
        Map<String, Long> expected = new TreeMap<>();
        OF_ALL.forEach(step -> expected.put(step, completed + rejected));
        OF_COMPLETED.forEach(step -> expected.put(step, completed));
        OF_REJECTED.forEach(step -> expected.put(step, rejected));
        expected.values().removeIf(times -> times == 0);
        if (!expected.equals(done)) {
            throw new IllegalStateException("The engine did the steps %s; %d completed and %d rejected orders need %s"
                    .formatted(new TreeMap<>(done), completed, rejected, expected));
        }
    }

    /**
     * Checks that orders that have ended left nothing in the engine's tables.
     *
     * @throws IllegalStateException if something is left
     */
    static void checkNothingIsLeft(JdbcTemplate database) {
        for (String table : List.of("ACT_RU_EXECUTION", "ACT_RU_VARIABLE", "ACT_RU_JOB", "ACT_RU_EXT_TASK")) {
            long left = database.queryForObject("select count(*) from " + table, Long.class);
            if (left != 0) {
                throw new IllegalStateException(
                        "All orders have ended, but the engine still has %d rows in %s".formatted(left, table));
            }
        }
    }
}
