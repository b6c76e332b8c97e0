package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.core.Stalled;
import io.waybill.core.saga.Sends;
import io.waybill.core.saga.Sends.Variable;
import io.waybill.courier.DeliveryAccepted;
import io.waybill.courier.DeliveryRefused;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.Orders;
import io.waybill.shop.order.Steps;
import io.waybill.shop.production.ProductionFailed;
import io.waybill.shop.production.ProductionFinished;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends the process what happened outside it. Every message goes through the outbox, so it reaches the engine even if
 * that is down now. Its id and correlation key are built from the order's id, so a second copy has no effect.
 */
@Component
public class ProcessMessages {

    static final String ORDER_PLACED = "order.placed";
    private static final String CANCEL_REQUESTED = "order.cancel-requested";
    private static final String PRODUCTION_FINISHED = "production.finished";
    private static final String PRODUCTION_FAILED = "production.failed";
    private static final String DELIVERY_REFUSED = "delivery.refused";

    private final Orders orders;
    private final Engines engines;
    private final ProcessInstances instances;
    private final ProcessSettings settings;

    ProcessMessages(Orders orders, Engines engines, ProcessInstances instances, ProcessSettings settings) {
        this.orders = orders;
        this.engines = engines;
        this.instances = instances;
        this.settings = settings;
    }

    /** Starts the process of each order, once (law 8). The order policy decides by total, items and customer. */
    @Sends(
            message = ORDER_PLACED,
            starts = OrderId.PROCESS,
            businessKey = "orderId",
            variables = {
                @Variable(name = "orderId"),
                @Variable(name = "customerId"),
                @Variable(name = "total", type = long.class),
                @Variable(name = "items", type = long[].class)
            })
    public void placed(List<Order> orders) {
        engines.start(orders.stream()
                .map(order -> start(order, settings.messageTimeToLive()))
                .toList());
    }

    private Message start(Order order, Duration keep) {
        Map<String, Object> variables = new HashMap<>(settings.overrides());
        variables.put("orderId", order.id().value());
        variables.put("customerId", order.customer().value());
        variables.put("total", order.total().amount());
        variables.put(
                "items", order.lines().stream().map(line -> line.item().value()).toList());
        return message(ORDER_PLACED, order.id().value(), order.id(), keep, variables);
    }

    /**
     * Not kept by the engine: a kept message would start the process once more as soon as the current one has ended.
     */
    void placedAgain(Order order) {
        engines.startAgain(start(order, Duration.ZERO));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Stalled stalled) {
        OrderId.of(stalled.subject())
                .flatMap(orders::lock)
                .filter(Order::isToBeCancelled)
                .ifPresent(order -> cancellationRequested(order.id()));
    }

    @Sends(message = CANCEL_REQUESTED, key = "orderId")
    void cancellationRequested(OrderId order) {
        publish(CANCEL_REQUESTED, order.value(), order);
    }

    /**
     * Stops the process of an order that has ended. A process that is not known yet is cancelled by message instead.
     */
    void stop(OrderId order) {
        List<Long> known = instances.notEnded(order.subject());
        if (known.isEmpty()) {
            cancellationRequested(order);
        }
        known.forEach(engines::stop);
    }

    @EventListener
    @Sends(message = PRODUCTION_FINISHED, key = "orderId", answers = Steps.PRODUCTION_REQUEST)
    void on(ProductionFinished finished) {
        publish(PRODUCTION_FINISHED, part(finished.order(), finished.part()), finished.order());
    }

    @EventListener
    @Sends(message = PRODUCTION_FAILED, key = "orderId", answers = Steps.PRODUCTION_REQUEST)
    void on(ProductionFailed failed) {
        publish(PRODUCTION_FAILED, part(failed.order(), failed.part()), failed.order());
    }

    /** The process waits for each part of a production separately. */
    private static String part(OrderId order, String name) {
        return name.isEmpty() ? order.value() : order + "/" + name;
    }

    @EventListener
    @Sends(
            message = Steps.DELIVERY_ACCEPTED,
            key = {"orderId", "offer"})
    void on(DeliveryAccepted accepted) {
        publish(Steps.DELIVERY_ACCEPTED, offer(accepted.order(), accepted.offer()), accepted.order());
    }

    @EventListener
    @Sends(
            message = DELIVERY_REFUSED,
            key = {"orderId", "offer"})
    void on(DeliveryRefused refused) {
        publish(DELIVERY_REFUSED, offer(refused.order(), refused.offer()), refused.order());
    }

    /** The key has the offer's number, so a late answer is not taken for the next driver's. */
    private static String offer(OrderId order, int number) {
        return order + "/" + number;
    }

    private void publish(String name, String key, OrderId order) {
        engines.publish(message(name, key, order, settings.messageTimeToLive(), Map.of()));
    }

    private static Message message(
            String name, String key, OrderId order, Duration keep, Map<String, Object> variables) {
        return new Message(name, key, key, keep, variables, order.value(), OrderId.PROCESS);
    }
}
