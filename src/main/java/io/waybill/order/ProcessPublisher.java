package io.waybill.order;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.waybill.core.OrderId;
import io.waybill.core.outage.EngineOutage;
import io.waybill.core.outbox.NotNow;
import io.waybill.deployment.ModelDeployment;
import org.springframework.stereotype.Component;

/** Publishes messages to the engine, and stops what goes nowhere. */
@Component
class ProcessPublisher {

    private final CamundaClient camunda;
    private final ModelDeployment models;
    private final OrderRows orders;

    ProcessPublisher(CamundaClient camunda, ModelDeployment models, OrderRows orders) {
        this.camunda = camunda;
        this.models = models;
        this.orders = orders;
    }

    /** Starts an order's process, unless a copy of the message that the engine has forgotten by now did so before. */
    void start(ProcessMessage message) {
        if (orders.statusOf(OrderId.of(message.key()))
                .filter(OrderStatus.PLACED::equals)
                .isPresent()) {
            publish(message);
        }
    }

    /** Returns when the engine has the message, from this call or from an earlier one whose answer was lost. */
    void publish(ProcessMessage message) {
        models.requireDone();
        try {
            camunda.newPublishMessageCommand()
                    .messageName(message.name())
                    .correlationKey(message.key())
                    .messageId(message.id())
                    .timeToLive(message.keep())
                    .variables(message.variables())
                    .send()
                    .join();
        } catch (ClientStatusException e) {
            if (EngineOutage.causes(e)) {
                throw new NotNow("The engine does not take messages: " + e.getStatusCode(), e);
            }
            if (e.getStatusCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    /** Stops a process instance, if it has not ended meanwhile. Nothing is undone by that. */
    void stop(long instance) {
        try {
            camunda.newCancelInstanceCommand(instance).send().join();
        } catch (ClientStatusException e) {
            if (e.getStatusCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
    }
}
