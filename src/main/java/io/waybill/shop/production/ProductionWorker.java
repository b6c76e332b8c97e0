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
            does = "Asks the factories for exactly what is short, or for the named part of it.",
            kind = Kind.COMPENSATABLE,
            undo = Steps.CANCEL,
            key = "part")
    @JobWorker(type = Steps.REQUEST)
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
                    "Cancels what was requested from the factories, or the named part of it; what they make anyway becomes free stock.",
            kind = Kind.UNDO,
            key = "part")
    @JobWorker(type = Steps.CANCEL)
    public void cancel(@Variable String orderId, @Variable @Nullable String part) {
        production.cancel(OrderId.of(orderId), Part.of(part));
    }

    public record MissingLine(long itemId, long quantity) {}
}
