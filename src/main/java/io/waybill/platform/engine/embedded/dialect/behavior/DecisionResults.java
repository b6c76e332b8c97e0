package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Json;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.dmn.engine.DmnDecisionResult;
import org.operaton.bpm.dmn.engine.DmnDecisionResultEntries;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionImpl;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.operaton.bpm.engine.repository.DecisionDefinition;

/** Reads the result of a decision as Zeebe does. */
public final class DecisionResults {

    private DecisionResults() {}

    /** Of one rule: its output, or a context of its outputs. Of several rules: a list of these, or their aggregate. */
    public static @Nullable Object value(DecisionDefinition decision, DmnDecisionResult answer) {
        if (!(((DmnDecisionImpl) decision).getDecisionLogic() instanceof DmnDecisionTableImpl table)) {
            return answer.getSingleEntry();
        }
        var policy = table.getHitPolicyHandler().getHitPolicyEntry();
        boolean single = table.getOutputs().size() == 1;
        return switch (policy.getHitPolicy()) {
            case UNIQUE, FIRST, ANY, PRIORITY -> answer.isEmpty() ? null : value(answer.getFirst(), single);
            case COLLECT, RULE_ORDER, OUTPUT_ORDER ->
                policy.getAggregator() != null ? aggregated(answer) : values(answer, single);
        };
    }

    /** A whole number is an integer, even if there were fractions among the values. */
    private static @Nullable Object aggregated(DmnDecisionResult answer) {
        Object value = answer.isEmpty() ? null : answer.getSingleEntry();
        return value instanceof Number number ? Json.of(new BigDecimal(number.toString())) : value;
    }

    private static @Nullable Object values(DmnDecisionResult answer, boolean single) {
        List<@Nullable Object> values = answer.stream()
                .<@Nullable Object>map(entries -> value(entries, single))
                .toList();
        return values.isEmpty() ? null : values;
    }

    private static @Nullable Object value(DmnDecisionResultEntries entries, boolean single) {
        return single ? entries.getFirstEntry() : Json.map(entries.getEntryMap());
    }
}
