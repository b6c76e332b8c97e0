package io.waybill.production;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import io.waybill.production.Production.Wanted;
import java.util.Arrays;
import org.springframework.stereotype.Component;

@Component
public class ProductionWorker {

    private final Production production;

    ProductionWorker(Production production) {
        this.production = production;
    }

    @Step(
            name = "Request production",
            does = "Asks the factories for exactly what is short.",
            kind = Kind.COMPENSATABLE,
            undo = "production.cancel")
    @JobWorker(type = "production.request")
    public void request(@Variable String orderId, @Variable MissingLine[] shortage) {
        production.request(
                OrderId.of(orderId),
                Arrays.stream(shortage)
                        .map(line -> new Wanted(new ItemId(line.itemId()), line.quantity()))
                        .toList());
    }

    @Step(
            name = "Cancel production",
            does = "Calls off what was asked of the factories; what they make all the same becomes free stock.",
            kind = Kind.UNDO)
    @JobWorker(type = "production.cancel")
    public void cancel(@Variable String orderId) {
        production.cancel(OrderId.of(orderId));
    }

    public record MissingLine(long itemId, long quantity) {}
}
