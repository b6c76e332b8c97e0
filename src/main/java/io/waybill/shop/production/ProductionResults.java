package io.waybill.shop.production;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import io.waybill.core.RestockAnswered;
import io.waybill.core.RestockId;
import io.waybill.platform.queue.MalformedMessage;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueMessage;
import io.waybill.platform.queue.QueueReader;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes the factories' answers. */
@Component
class ProductionResults {

    private static final String NO_REASON = "no reason given";

    private final Production production;
    private final ApplicationEventPublisher events;
    private final QueueReader reader;

    ProductionResults(Production production, ApplicationEventPublisher events, QueueReader reader) {
        this.production = production;
        this.events = events;
        this.reader = reader;
    }

    /**
     * A factory's answer.
     *
     * @param orderId of the order that it was made for; null for a restock
     * @param restockId of the restock that it was made for; null for an order
     * @param reason why it cannot be made, in a message {@code production.failed}
     */
    record Result(
            String type,
            int version,
            String id,
            @Nullable String orderId,
            @Nullable String restockId,
            Instant occurredAt,
            long itemId,
            @Nullable String reason)
            implements QueueMessage {}

    @SqsListener(Queue.PRODUCTION_RESULTS)
    void take(String body) {
        String type = reader.typeOf(body);
        Result result = reader.read(body, type, 1, Result.class);
        String failure = switch (type) {
            case "production.finished" -> null;
            case "production.failed" -> Objects.requireNonNullElse(result.reason(), NO_REASON);
            default -> throw new MalformedMessage("Unknown type " + type);
        };
        if (result.restockId() == null) {
            answered(order(result.orderId()), new ItemId(result.itemId()), failure);
        } else {
            events.publishEvent(new RestockAnswered(restock(result.restockId()), failure));
        }
    }

    private void answered(OrderId order, ItemId item, @Nullable String failure) {
        if (failure == null) {
            production.made(order, item);
        } else {
            production.failed(order, item, failure);
        }
    }

    private static OrderId order(@Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(OrderId::parse)
                .orElseThrow(() -> new MalformedMessage("The message has no orderId of an order"));
    }

    private static RestockId restock(String id) {
        return RestockId.parse(id).orElseThrow(() -> new MalformedMessage("The message has a restockId that is none"));
    }
}
