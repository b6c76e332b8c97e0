package io.waybill.shop.order;

import io.waybill.core.Progressed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the other modules, in the same transaction, that orders have reached another status. */
@Component
public class Progress {

    private final ApplicationEventPublisher events;
    private final Clock clock;

    Progress(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    public void made(Order order) {
        made(List.of(order));
    }

    /** Many orders in one event, so that listeners can handle them together. */
    public void made(List<Order> orders) {
        Instant now = clock.instant();
        events.publishEvent(new Progressed(orders.stream()
                .map(order -> new Progressed.Progress(
                        order.id().subject(),
                        order.customer(),
                        order.status().name(),
                        order.status().isFinal(),
                        now,
                        order.reason()))
                .toList()));
    }
}
