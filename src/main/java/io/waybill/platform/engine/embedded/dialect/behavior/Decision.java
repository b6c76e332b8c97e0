package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Feel;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import io.waybill.platform.engine.embedded.dialect.translation.ElementParts;
import java.util.Collections;
import org.operaton.bpm.dmn.engine.DmnDecisionResult;
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
        Results.write(execution, Collections.singletonMap(result.variable(), DecisionResults.value(decision, answer)));
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
}
