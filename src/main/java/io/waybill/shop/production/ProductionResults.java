package io.waybill.shop.production;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import io.waybill.platform.queue.MalformedMessage;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueMessage;
import io.waybill.platform.queue.QueueReader;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes the factories' answers. */
@Component
class ProductionResults {

    private final Production production;
    private final QueueReader reader;

    ProductionResults(Production production, QueueReader reader) {
        this.production = production;
        this.reader = reader;
    }

    /** @param reason why it cannot be made, in a message {@code production.failed} */
    record Result(
            String type,
            int version,
            String id,
            @NotBlank String orderId,
            Instant occurredAt,
            long itemId,
            @Nullable String reason)
            implements QueueMessage {}

    @SqsListener(Queue.PRODUCTION_RESULTS)
    void take(String body) {
        String type = reader.typeOf(body);
        Result result = reader.read(body, type, 1, Result.class);
        OrderId order = OrderId.parse(result.orderId()).orElseThrow(() -> new MalformedMessage("No order id"));
        ItemId item = new ItemId(result.itemId());
        switch (type) {
            case "production.finished" -> production.made(order, item);
            case "production.failed" ->
                production.failed(order, item, result.reason() == null ? "no reason given" : result.reason());
            default -> throw new MalformedMessage("Unknown type " + type);
        }
    }
}
