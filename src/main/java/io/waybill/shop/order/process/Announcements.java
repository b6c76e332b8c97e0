package io.waybill.shop.order.process;

import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.Events;
import io.waybill.platform.queue.Queue;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.Progress;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the other systems, followers and webhooks that an order has ended. */
@Component
class Announcements {

    private final Outbox outbox;
    private final Events events;
    private final Progress progress;
    private final Clock clock;

    Announcements(Outbox outbox, Events events, Progress progress, Clock clock) {
        this.outbox = outbox;
        this.events = events;
        this.progress = progress;
        this.clock = clock;
    }

    void ended(Order order) {
        // Inserted without looking whether it is there: an order ends once.
        outbox.addAll(
                List.of(events.mail(Queue.ORDER_EVENTS, OrderEnded.of(order.id(), order.status(), clock.instant()))));
        progress.made(order);
    }
}
