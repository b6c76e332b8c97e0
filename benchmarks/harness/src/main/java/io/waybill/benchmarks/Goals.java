package io.waybill.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Waybill's goals, compared with what was measured. */
final class Goals {

    private enum Kind {
        AT_LEAST,
        UNDER
    }

    private record Goal(String of, Kind kind, double value) {

        String heldAgainst(double measured) {
            // Rounded as printed: a ratio of 0.946 is shown as 0.95 everywhere.
            double told = Math.round(measured * 100) / 100.0;
            boolean reached = kind == Kind.AT_LEAST ? told >= value : told < value;
            return String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %s %.2f | %s |",
                    of,
                    told,
                    kind == Kind.AT_LEAST ? "at least" : "under",
                    value,
                    reached ? "reached" : "missed by %.0f%%".formatted(100 * Math.abs(value - told) / value));
        }
    }

    private static final List<Goal> ALL = List.of(
            new Goal("RATIO engine_limit", Kind.AT_LEAST, 0.80),
            new Goal("RATIO camunda7", Kind.AT_LEAST, 1.20),
            new Goal("RATIO flowable", Kind.AT_LEAST, 1.50),
            new Goal("RATIO handwritten", Kind.AT_LEAST, 0.50),
            new Goal("RATIO dbos", Kind.AT_LEAST, 0.50),
            new Goal("GROWTH 1m_orders", Kind.AT_LEAST, 0.95),
            new Goal(Benchmarks.toAccepted(99, "common"), Kind.UNDER, 50),
            new Goal(Benchmarks.toEnd(99, "common"), Kind.UNDER, 1_000),
            new Goal(Benchmarks.toAccepted(99, "happy"), Kind.UNDER, 50),
            new Goal(Benchmarks.toEnd(99, "happy"), Kind.UNDER, 1_000));

    private Goals() {}

    /** A table row for each goal that has a figure. */
    static List<String> rows(Map<String, Double> measured) {
        return ALL.stream()
                .filter(goal -> measured.containsKey(goal.of()))
                .map(goal -> goal.heldAgainst(Objects.requireNonNull(measured.get(goal.of()))))
                .toList();
    }
}
