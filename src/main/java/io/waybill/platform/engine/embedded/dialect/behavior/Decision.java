package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Feel;
import io.waybill.platform.engine.embedded.dialect.feel.Json;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import io.waybill.platform.engine.embedded.dialect.translation.ElementParts;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.dmn.engine.DmnDecisionResult;
import org.operaton.bpm.dmn.engine.DmnDecisionResultEntries;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionImpl;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.JavaDelegate;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.util.DecisionEvaluationUtil;
import org.operaton.bpm.engine.repository.DecisionDefinition;
import org.operaton.bpm.engine.variable.Variables;

/** A business rule task that evaluates a decision and reads its result as Zeebe does. */
final class Decision implements JavaDelegate {

    private final ElementParts.Result result;

    Decision(ElementParts.Result result) {
        this.result = result;
    }

    @Override
    public void execute(DelegateExecution execution) throws Exception {
        DecisionDefinition decision = definition(execution);
        DmnDecisionResult answer =
                DecisionEvaluationUtil.evaluateDecision(decision, Variables.fromMap(Results.seenBy(execution)));
        Results.write(execution, Collections.singletonMap(result.variable(), value(decision, answer)));
    }

    private DecisionDefinition definition(DelegateExecution execution) {
        String id = Feel.text(result.expression(), Names.of(execution));
        DeploymentCache cache = Context.getProcessEngineConfiguration().getDeploymentCache();
        if (result.deployed()) {
            String deployment =
                    ((ExecutionEntity) execution).getProcessDefinition().getDeploymentId();
            return cache.findDeployedDecisionDefinitionByDeploymentAndKey(deployment, id);
        }
        return cache.findDeployedLatestDecisionDefinitionByKeyAndTenantId(id, null);
    }

    /** Of one rule: its output, or a context of its outputs. Of several rules: a list of these, or their aggregate. */
    private static @Nullable Object value(DecisionDefinition decision, DmnDecisionResult answer) {
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
