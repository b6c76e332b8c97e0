package io.waybill.production;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import io.waybill.production.Production.Wanted;
import java.util.Arrays;
import org.springframework.stereotype.Component;

@Component
public class ProductionWorker {

    private final Production production;

    ProductionWorker(Production production) {
        this.production = production;
    }

    @JobWorker(type = "production.request")
    public void request(@Variable String orderId, @Variable MissingLine[] shortage) {
        production.request(
                OrderId.of(orderId),
                Arrays.stream(shortage)
                        .map(line -> new Wanted(new ItemId(line.itemId()), line.quantity()))
                        .toList());
    }

    @JobWorker(type = "production.cancel")
    public void cancel(@Variable String orderId) {
        production.cancel(OrderId.of(orderId));
    }

    public record MissingLine(long itemId, long quantity) {}
}
