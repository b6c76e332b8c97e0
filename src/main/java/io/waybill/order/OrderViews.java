package io.waybill.order;

import io.waybill.core.OrderId;
import io.waybill.core.security.Caller;
import io.waybill.engine.ProcessInstances;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Shows orders as REST does. */
@Component
class OrderViews {

    private final Timeline timeline;
    private final ProcessInstances instances;
    private final OrderSettings settings;

    OrderViews(Timeline timeline, ProcessInstances instances, OrderSettings settings) {
        this.timeline = timeline;
        this.instances = instances;
        this.settings = settings;
    }

    /** With a tag. No entry of a timeline is ever changed, so their number tells whether there are new ones. */
    ResponseEntity<OrderView> answer(Order order, Caller caller) {
        List<TimelineEntry> entries = timeline.of(order.id());
        return ResponseEntity.ok()
                .eTag("%d-%d".formatted(order.version(), entries.size()))
                .body(OrderView.full(
                        order, settings.currency(), entries, caller.isOperator() ? operate(order.id()) : null));
    }

    private @Nullable String operate(OrderId order) {
        return settings.operateAddress() == null
                ? null
                : instances
                        .latest(order)
                        .map(instance -> "%s/processes/%d".formatted(settings.operateAddress(), instance))
                        .orElse(null);
    }

    OrderView full(Order order) {
        return full(order, timeline.of(order.id()));
    }

    OrderView full(Order order, List<TimelineEntry> entries) {
        return OrderView.full(order, settings.currency(), entries, null);
    }

    OrderView summary(Order order) {
        return OrderView.summary(order, settings.currency());
    }
}
