package io.waybill.order;

import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Shows orders as REST does. */
@Component
class OrderViews {

    private final Timeline timeline;
    private final String currency;

    OrderViews(Timeline timeline, OrderSettings settings) {
        this.timeline = timeline;
        this.currency = settings.currency();
    }

    /** With a tag. No entry of a timeline is ever changed, so their number tells whether there are new ones. */
    ResponseEntity<OrderView> answer(Order order) {
        List<TimelineEntry> entries = timeline.of(order.id());
        return ResponseEntity.ok()
                .eTag("%d-%d".formatted(order.version(), entries.size()))
                .body(full(order, entries));
    }

    OrderView full(Order order) {
        return full(order, timeline.of(order.id()));
    }

    OrderView full(Order order, List<TimelineEntry> entries) {
        return OrderView.full(order, currency, entries);
    }

    OrderView summary(Order order) {
        return OrderView.summary(order, currency);
    }
}
