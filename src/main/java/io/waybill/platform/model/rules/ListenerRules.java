package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListener;
import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.model.contract.Contract;
import java.util.Optional;

/** Checks listeners: their jobs are steps that no undo reaches, and that nobody sees in the diagram. */
final class ListenerRules {

    private ListenerRules() {}

    static void check(CheckedProcess checked) {
        for (ZeebeExecutionListener listener : checked.model.getModelElementsByType(ZeebeExecutionListener.class)) {
            String type = String.valueOf(listener.getType());
            if (!CheckedProcess.isIn(listener, checked.process) || type.startsWith("=")) {
                continue;
            }
            Optional<Contract.Job> job = checked.contract.job(type);
            if (job.isEmpty()) {
                checked.error(
                        "contract/no-worker",
                        listener,
                        "No worker does the job “%s” of a listener of “%s”: orders would get stuck there"
                                .formatted(type, CheckedProcess.label(listener)),
                        "Remove the listener.");
            } else if (job.get().kind() != Kind.NO_EFFECT) {
                checked.error(
                        "saga/listener",
                        listener,
                        "A listener of “%s” does the job “%s”, which has an effect: no undo reaches it, and nobody sees it in the diagram"
                                .formatted(CheckedProcess.label(listener), type),
                        "Draw a task for it, where it belongs in the saga.");
            }
        }
    }
}
