package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.core.Participants;
import io.waybill.core.StepTaken;
import io.waybill.core.StepTaken.Outcome;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.SubjectTable;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.OrderRows;
import io.waybill.shop.order.OrderStatus;
import io.waybill.shop.order.Orders;
import io.waybill.shop.order.Progress;
import io.waybill.shop.order.Steps;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The process that fulfils orders. */
@Component
class OrderFulfilment implements BusinessProcess {

    private static final SubjectTable TABLE = new SubjectTable(
            "orders",
            "order_timeline",
            "order_id",
            statuses(OrderStatus::isBeforePivot),
            statuses(status -> !status.isBeforePivot() && !status.isFinal()),
            statuses(OrderStatus::isFinal));

    private final Orders orders;
    private final Progress progress;
    private final ProcessMessages messages;
    private final Endings endings;
    private final ForcedEnds forcedEnds;
    private final Participants participants;

    OrderFulfilment(
            Orders orders,
            Progress progress,
            ProcessMessages messages,
            Endings endings,
            ForcedEnds forcedEnds,
            Participants participants) {
        this.orders = orders;
        this.progress = progress;
        this.messages = messages;
        this.endings = endings;
        this.forcedEnds = forcedEnds;
        this.participants = participants;
    }

    private static List<String> statuses(Predicate<OrderStatus> which) {
        return Arrays.stream(OrderStatus.values()).filter(which).map(Enum::name).toList();
    }

    @Override
    public String id() {
        return OrderId.PROCESS;
    }

    @Override
    public String noun() {
        return "order";
    }

    @Override
    public boolean isKey(String text) {
        return OrderId.parse(text).isPresent();
    }

    @Override
    public String startMessage() {
        return ProcessMessages.ORDER_PLACED;
    }

    @Override
    public SubjectTable table() {
        return TABLE;
    }

    @Override
    public Set<String> lastSteps() {
        return Set.of(Steps.COMPLETE, Steps.REJECT, Steps.CANCEL);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void startAgain(String key) {
        messages.placedAgain(lock(OrderId.of(key)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean endIfBeingUndone(String key, String why) {
        return endings.endIfBeingUndone(OrderId.of(key), why);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(String key, String who, String why) {
        forcedEnds.end(OrderId.of(key), who, why);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void closeBooks(String key) {
        participants.close(subject(key));
    }

    @Override
    public String inWords(String status) {
        return switch (OrderStatus.valueOf(status)) {
            case PLACED -> "was placed";
            case IN_PRODUCTION -> "waits for goods that are being produced";
            case IN_DELIVERY -> "waits for a driver";
            case SHIPPED -> "is being shipped and can no longer be cancelled";
            case COMPLETED -> "is completed";
            case REJECTED -> "was rejected";
            case CANCELLED -> "was cancelled";
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void taken(StepTaken step) {
        if (step.outcome() == Outcome.DONE) {
            switch (step.step()) {
                case Steps.PRODUCTION_REQUEST -> follow(step, Order::producing);
                case Steps.DELIVERY_BOOK -> follow(step, Order::delivering);
                default -> {}
            }
        }
    }

    private void follow(StepTaken step, Consumer<Order> change) {
        Order order = lock(OrderId.of(step.subject().key()));
        OrderStatus before = order.status();
        change.accept(order);
        if (order.status() != before) {
            progress.made(order);
        }
    }

    private Order lock(OrderId id) {
        return orders.lock(id).orElseThrow(() -> OrderRows.unknown(id));
    }
}
