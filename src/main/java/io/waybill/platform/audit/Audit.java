package io.waybill.platform.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one check.
 *
 * @param checkedAt when the check began
 * @param rules all rules, each with its result
 * @param violations the first {@value #LISTED} of each rule
 */
record Audit(Instant checkedAt, long tookMillis, List<RuleResult> rules, List<Violation> violations) {

    static final int LISTED = 100;

    /**
     * @param violations how many were found
     * @param notChecked why the rule could not be checked; null if it was
     */
    record RuleResult(String rule, int violations, @Nullable String notChecked) {}
}
