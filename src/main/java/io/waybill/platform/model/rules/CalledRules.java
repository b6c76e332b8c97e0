package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledElement;
import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds steps in called processes that would have to be undone. They cannot be: the engine drops the compensations of a
 * called process when it ends, and compensation in the caller does not reach it.
 */
final class CalledRules {

    private final CheckedProcess caller;

    private CalledRules(CheckedProcess caller) {
        this.caller = caller;
    }

    static void check(List<CheckedProcess> processes) {
        for (CheckedProcess caller : processes) {
            CalledRules rules = new CalledRules(caller);
            for (Node call : caller.net.nodes()) {
                rules.called(call)
                        .ifPresent(id -> processes.stream()
                                .filter(process -> process.net.id().equals(id))
                                .forEach(process -> rules.check(call, process)));
            }
        }
    }

    private Optional<String> called(Node node) {
        return node.calls() && caller.model.getModelElementById(node.id()) instanceof FlowElement element
                ? Optional.ofNullable(element.getSingleExtensionElement(ZeebeCalledElement.class))
                        .map(ZeebeCalledElement::getProcessId)
                : Optional.empty();
    }

    private void check(Node call, CheckedProcess called) {
        String steps = called.net.nodes().stream()
                .filter(step -> isToBeUndone(call, step))
                .map(step -> "“%s”".formatted(step))
                .collect(Collectors.joining(", "));
        if (!steps.isEmpty()) {
            caller.error(
                    "saga/undo-in-called-process",
                    call,
                    "“%s” calls the process %s, which does %s: if the order fails later, nothing undoes this"
                            .formatted(call, called.net.id(), steps),
                    "Draw these steps here, in a subprocess. The steps of a called process must have no effect.");
        }
        if (caller.hasNoSubject()) {
            called.net.nodes().stream()
                    .filter(called::needsSubject)
                    .forEach(step -> caller.error(
                            "saga/no-subject",
                            call,
                            "“%s” calls the process %s, whose “%s” works for one order, but a timer starts this process, so there is none"
                                    .formatted(call, called.net.id(), step),
                            "Call it from a process that a message starts."));
        }
    }

    private boolean isToBeUndone(Node call, Node step) {
        Kind kind = caller.contract.job(step.jobType()).map(Contract.Job::kind).orElse(Kind.NO_EFFECT);
        return switch (kind) {
            case NO_EFFECT, UNDO -> false;
            case RETRIABLE -> call.scope() != caller.net.root();
            case COMPENSATABLE, PIVOT, COMPLETION, CLOSING -> true;
        };
    }
}
