package io.waybill.platform.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one check.
 *
 * @param checkedAt when the check began
 * @param rules all rules there are
 * @param violations what was found; of each rule the first {@value #LISTED}
 */
record Audit(Instant checkedAt, long tookMillis, List<RuleResult> rules, List<Violation> violations) {

    static final int LISTED = 100;

    /**
     * @param violations how many were found
     * @param notChecked why it could not be looked at, if so
     */
    record RuleResult(String rule, int violations, @Nullable String notChecked) {}
}
