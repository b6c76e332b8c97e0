package io.waybill.stock;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.OrderId;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
public class StockWorker {

    private final Stock stock;

    StockWorker(Stock stock) {
        this.stock = stock;
    }

    @JobWorker(type = "stock.reserve")
    public Answer reserve(@Variable String orderId) {
        return new Answer(stock.reserve(OrderId.of(orderId)));
    }

    @JobWorker(type = "stock.receive")
    public void receive(@Variable String orderId) {
        stock.receive(OrderId.of(orderId));
    }

    @JobWorker(type = "stock.release")
    public void release(@Variable String orderId) {
        stock.release(OrderId.of(orderId));
    }

    @JobWorker(type = "stock.ship")
    public void ship(@Variable String orderId) {
        stock.ship(OrderId.of(orderId));
    }

    public record Answer(List<Pieces> shortage) {}
}
