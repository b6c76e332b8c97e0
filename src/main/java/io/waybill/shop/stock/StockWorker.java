package io.waybill.shop.stock;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.OrderId;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
public class StockWorker {

    private final Stock stock;

    StockWorker(Stock stock) {
        this.stock = stock;
    }

    @Step(
            name = "Reserve stock",
            does = "Holds the ordered goods that are in stock. Answers what is short, and which factory makes it.",
            kind = Kind.COMPENSATABLE,
            undo = Steps.RELEASE,
            effectIf = "count(shortage) = 0")
    @JobWorker(type = Steps.RESERVE)
    public Answer reserve(@Variable String orderId) {
        return new Answer(stock.reserve(OrderId.of(orderId)));
    }

    @Step(
            name = "Receive goods",
            does = "Books the produced goods directly into the order's hold.",
            kind = Kind.COMPENSATABLE,
            undoneWith = Steps.RESERVE,
            completes = Steps.RESERVE)
    @JobWorker(type = Steps.RECEIVE)
    public void receive(@Variable String orderId) {
        stock.receive(OrderId.of(orderId));
    }

    @Step(name = "Release stock", does = "Frees the goods that are held for the order.", kind = Kind.UNDO)
    @JobWorker(type = Steps.RELEASE)
    public void release(@Variable String orderId) {
        stock.release(OrderId.of(orderId));
    }

    @Step(name = "Ship goods", does = "Takes the reserved goods out of the stock.", kind = Kind.RETRIABLE)
    @JobWorker(type = Steps.SHIP)
    public void ship(@Variable String orderId) {
        stock.ship(OrderId.of(orderId));
    }

    public record Answer(List<Missing> shortage) {}
}
