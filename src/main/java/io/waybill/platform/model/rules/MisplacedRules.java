package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.BusinessRuleTask;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.IntermediateThrowEvent;
import io.camunda.zeebe.model.bpmn.instance.ScriptTask;
import io.camunda.zeebe.model.bpmn.instance.SendTask;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.waybill.platform.model.net.Node;

/** Checks that jobs and decisions stand where engines look for them: elsewhere they are silently left out. */
final class MisplacedRules {

    private static final String RULE = "contract/left-out";

    private MisplacedRules() {}

    static void check(CheckedProcess checked) {
        for (Node node : checked.net.nodes()) {
            FlowNode element = checked.element(node);
            ZeebeTaskDefinition job = element.getSingleExtensionElement(ZeebeTaskDefinition.class);
            if (job != null && !canHaveJob(element)) {
                checked.error(
                        RULE,
                        node,
                        "“%s” never does its job “%s”, because it is no service task".formatted(node, job.getType()),
                        "Make it a service task, or remove its job.");
            }
            ZeebeCalledDecision decision = element.getSingleExtensionElement(ZeebeCalledDecision.class);
            if (decision != null && !(element instanceof BusinessRuleTask)) {
                checked.error(
                        RULE,
                        node,
                        "“%s” never asks the decision “%s”, because it is no business rule task"
                                .formatted(node, decision.getDecisionId()),
                        "Make it a business rule task, or remove its decision.");
            }
        }
    }

    private static boolean canHaveJob(FlowNode element) {
        return element instanceof ServiceTask
                || element instanceof SendTask
                || element instanceof ScriptTask
                || element instanceof BusinessRuleTask
                || element instanceof IntermediateThrowEvent
                || element instanceof EndEvent;
    }
}
