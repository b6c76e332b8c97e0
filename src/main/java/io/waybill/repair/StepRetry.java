package io.waybill.repair;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has the engine begin a step anew. Resolving the engine's incident would need its key, which it does not tell over gRPC;
 * so the task is left and entered again, which takes the incident away with it. The step's undo stays as it was. A task
 * that is itself an undo must not be treated so: the engine would never go on behind it.
 */
@Component
class StepRetry {

    private static final Logger log = LoggerFactory.getLogger(StepRetry.class);

    private static final String LEFT_ALREADY =
            "terminate instructions with an element instance that could not be found";

    private final CamundaClient camunda;
    private final Repairs repairs;

    StepRetry(CamundaClient camunda, Repairs repairs) {
        this.camunda = camunda;
        this.repairs = repairs;
    }

    void carryOut(Retry retry) {
        try {
            camunda.newModifyProcessInstanceCommand(retry.processInstance())
                    .activateElement(retry.element())
                    .and()
                    .terminateElement(retry.elementInstance())
                    .send()
                    .join();
        } catch (ClientStatusException e) {
            String refusal = String.valueOf(e.getMessage());
            if (e.getStatusCode() == Status.Code.NOT_FOUND || refusal.contains(LEFT_ALREADY)) {
                log.info("{} is not waiting any more: it went on, or was retried by an earlier call", retry);
            } else if (e.getStatusCode() == Status.Code.INVALID_ARGUMENT
                    || e.getStatusCode() == Status.Code.FAILED_PRECONDITION) {
                repairs.refused(retry.incident(), "The engine does not retry it: " + refusal);
            } else {
                throw e;
            }
        }
    }
}
