package io.waybill.order;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.OrderId;
import io.waybill.core.OrderProcess;
import io.waybill.core.OrderStalled;
import io.waybill.core.outbox.Outbox;
import io.waybill.core.saga.Sends;
import io.waybill.core.worker.ProcessInstances;
import io.waybill.delivery.DeliveryAccepted;
import io.waybill.delivery.DeliveryRefused;
import io.waybill.production.ProductionFailed;
import io.waybill.production.ProductionFinished;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the process what happened outside it. Every message goes through the outbox, so it reaches the engine even if
 * that is down just now; its id and its correlation key are made from the order's id, so a second copy has no effect.
 */
@Component
class ProcessMessages implements OrderProcess {

    private final Orders orders;
    private final Outbox outbox;
    private final OneTimeTask<ProcessMessage> startProcess;
    private final OneTimeTask<ProcessMessage> publishToProcess;
    private final OneTimeTask<Long> stopProcess;
    private final ProcessInstances instances;
    private final ProcessSettings settings;

    ProcessMessages(
            Orders orders,
            Outbox outbox,
            @Qualifier("startProcess") OneTimeTask<ProcessMessage> startProcess,
            @Qualifier("publishToProcess") OneTimeTask<ProcessMessage> publishToProcess,
            @Qualifier("stopProcess") OneTimeTask<Long> stopProcess,
            ProcessInstances instances,
            ProcessSettings settings) {
        this.orders = orders;
        this.outbox = outbox;
        this.startProcess = startProcess;
        this.publishToProcess = publishToProcess;
        this.stopProcess = stopProcess;
        this.instances = instances;
        this.settings = settings;
    }

    /** Starts the process of each, once (law 8). Total, items and customer are what the order policy decides by. */
    @Sends(
            message = "order.placed",
            starts = "order-fulfilment",
            variables = {"orderId", "customerId", "total", "items"})
    void placed(List<Order> orders) {
        outbox.addAll(orders.stream()
                .<TaskInstance<?>>map(order -> start(order, settings.messageTimeToLive()))
                .toList());
    }

    private TaskInstance<ProcessMessage> start(Order order, Duration keep) {
        Map<String, Object> variables = new HashMap<>(settings.overrides());
        variables.put("orderId", order.id().value());
        variables.put("customerId", order.customer().value());
        variables.put("total", order.total().amount());
        variables.put(
                "items", order.lines().stream().map(line -> line.item().value()).toList());
        return message(startProcess, "order.placed", order.id().value(), keep, variables);
    }

    /** A message that the engine keeps would start the process once more as soon as the one that there is has ended. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void startAgain(OrderId id) {
        orders.lock(id).ifPresent(order -> outbox.add(start(order, Duration.ZERO)));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OrderStalled stalled) {
        orders.lock(stalled.order())
                .filter(Order::isToBeCancelled)
                .ifPresent(order -> cancellationRequested(order.id()));
    }

    @Sends(message = "order.cancel-requested", key = "orderId")
    void cancellationRequested(OrderId order) {
        publish("order.cancel-requested", order.value());
    }

    /** Stops the process of an order that has ended. One that nothing is known of yet finds its end by itself. */
    void stop(OrderId order) {
        List<Long> known = instances.notEnded(order);
        if (known.isEmpty()) {
            cancellationRequested(order);
        }
        known.forEach(instance -> outbox.add(stopProcess.instance(Long.toString(instance), instance)));
    }

    @EventListener
    @Sends(message = "production.finished", key = "orderId", answers = "production.request")
    void on(ProductionFinished finished) {
        publish("production.finished", part(finished.order(), finished.part()));
    }

    @EventListener
    @Sends(message = "production.failed", key = "orderId", answers = "production.request")
    void on(ProductionFailed failed) {
        publish("production.failed", part(failed.order(), failed.part()));
    }

    /** The parts of a production are waited for side by side, each by itself. */
    private static String part(OrderId order, String name) {
        return name.isEmpty() ? order.value() : order + "/" + name;
    }

    @EventListener
    @Sends(
            message = "delivery.accepted",
            key = {"orderId", "offer"})
    void on(DeliveryAccepted accepted) {
        publish("delivery.accepted", offer(accepted.order(), accepted.offer()));
    }

    @EventListener
    @Sends(
            message = "delivery.refused",
            key = {"orderId", "offer"})
    void on(DeliveryRefused refused) {
        publish("delivery.refused", offer(refused.order(), refused.offer()));
    }

    /** Answers are told apart by the offer, so one that comes late is not taken for the next driver's. */
    private static String offer(OrderId order, int number) {
        return order + "/" + number;
    }

    private void publish(String name, String key) {
        outbox.add(message(publishToProcess, name, key, settings.messageTimeToLive(), Map.of()));
    }

    private TaskInstance<ProcessMessage> message(
            OneTimeTask<ProcessMessage> task, String name, String key, Duration keep, Map<String, Object> variables) {
        return task.instance(name + ":" + key, new ProcessMessage(name, key, key, keep, variables));
    }
}
