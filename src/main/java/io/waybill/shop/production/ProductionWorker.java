package io.waybill.shop.production;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import io.waybill.shop.production.Production.Wanted;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
public class ProductionWorker {

    private final Production production;

    ProductionWorker(Production production) {
        this.production = production;
    }

    @Step(
            name = "Request production",
            does = "Asks the factories for exactly what is short, or for the part of it that is named.",
            kind = Kind.COMPENSATABLE,
            undo = "production.cancel",
            key = "part")
    @JobWorker(type = "production.request")
    public void request(@Variable String orderId, @Variable MissingLine[] shortage, @Variable @Nullable String part) {
        production.request(
                OrderId.of(orderId),
                Part.of(part),
                Arrays.stream(shortage)
                        .map(line -> new Wanted(new ItemId(line.itemId()), line.quantity()))
                        .toList());
    }

    @Step(
            name = "Cancel production",
            does =
                    "Calls off what was asked of the factories, or the part of it that is named; what they make all the same becomes free stock.",
            kind = Kind.UNDO,
            key = "part")
    @JobWorker(type = "production.cancel")
    public void cancel(@Variable String orderId, @Variable @Nullable String part) {
        production.cancel(OrderId.of(orderId), Part.of(part));
    }

    public record MissingLine(long itemId, long quantity) {}
}
