package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.net.Variables;
import io.waybill.platform.model.source.FeelSyntax;

/**
 * Checks processes that a timer starts. Nobody sends an id with a timer, so an instance is about no order, and there is
 * nothing that its steps could be done for.
 */
final class TimerRules {

    private final CheckedProcess checked;

    private TimerRules(CheckedProcess checked) {
        this.checked = checked;
    }

    static void check(CheckedProcess checked) {
        TimerRules rules = new TimerRules(checked);
        if (checked.hasNoSubject()) {
            rules.steps();
        } else {
            rules.otherStarts();
        }
        rules.times();
    }

    private void steps() {
        for (Node node : checked.net.nodes()) {
            if (checked.needsSubject(node)) {
                checked.error(
                        "saga/no-subject",
                        node,
                        "“%s” works for one order, but a timer starts this process, so there is none".formatted(node),
                        "Use it in a process that a message starts. Here, use steps that need no order.");
            } else if (node.trigger() == Trigger.MESSAGE && !node.is(Kind.END) && !node.is(Kind.THROW)) {
                checked.error(
                        "saga/no-subject",
                        node,
                        "“%s” waits for a message about one order, but a timer starts this process, so there is none"
                                .formatted(node),
                        "Wait for it in a process that a message starts.");
            }
        }
    }

    private void otherStarts() {
        checked.net
                .root()
                .starts()
                .filter(start -> start.trigger() == Trigger.TIMER)
                .forEach(timer -> checked.error(
                        "saga/no-subject",
                        timer,
                        "“%s” would start this process without an order, which its other start event gives it"
                                .formatted(timer),
                        "Draw what the timer starts as a process of its own."));
    }

    /** When the model is deployed, there are no variables yet. */
    private void times() {
        checked.model.getModelElementsByType(StartEvent.class).stream()
                .filter(start -> start.getParentElement().equals(checked.process))
                .forEach(start -> start.getEventDefinitions().stream()
                        .filter(TimerEventDefinition.class::isInstance)
                        .flatMap(timer -> Variables.times((TimerEventDefinition) timer).stream())
                        .flatMap(time -> FeelSyntax.read(time.strip()).needs().stream())
                        .forEach(variable -> checked.error(
                                "contract/variable-not-set",
                                start,
                                "“%s” needs the variable %s, but nothing has set any before it"
                                        .formatted(CheckedProcess.label(start), variable),
                                "Write the time down, such as R/PT1M for every minute.")));
    }
}
