package io.waybill.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run.
 *
 * @param faults by name; more than one in the mix
 * @param planned orders
 * @param orders that were accepted
 * @param recoverySeconds null if no order was accepted before the fault began
 * @param logs of the Waybill processes that took part
 */
record Outcome(
        List<String> faults,
        long seed,
        int planned,
        int orders,
        int completed,
        double seconds,
        @Nullable Double recoverySeconds,
        List<String> violations,
        List<String> logs) {

    boolean isClean() {
        return violations.isEmpty();
    }

    String name() {
        return String.join("+", faults);
    }

    /** The command that repeats this run. */
    String replay() {
        return "mvn verify -Pfaults -Dfaults.only=%s -Dfaults.seed=%d -Dfaults.runs=1 -Dfaults.orders=%d"
                .formatted(name(), seed, planned);
    }

    String markdown() {
        return "`%s`\n\n- %s\n- logs: %s".formatted(replay(), String.join("\n- ", violations), String.join(", ", logs));
    }

    /** One line, logged while the suite runs. */
    String line() {
        return "%s seed %d: %d orders, %d completed, %s, recovery %s, %.1f s in all"
                .formatted(
                        name(),
                        seed,
                        orders,
                        completed,
                        isClean() ? "no violation" : violations.size() + " VIOLATIONS " + violations,
                        recoverySeconds == null ? "not timed" : "%.1f s".formatted(recoverySeconds),
                        seconds);
    }
}
