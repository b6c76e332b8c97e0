package io.waybill.shop.order.rest;

import io.waybill.core.OrderId;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.security.Caller;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.Timeline;
import io.waybill.shop.order.TimelineEntry;
import io.waybill.shop.order.rest.OrderView.Pages;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Creates the views of orders that REST shows. */
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

    /**
     * The order with an entity tag. Timeline entries never change, so their number shows whether there are new ones.
     */
    ResponseEntity<OrderView> tagged(Order order, Caller caller) {
        List<TimelineEntry> entries = timeline.of(order.id());
        return ResponseEntity.ok()
                .eTag("%d-%d".formatted(order.version(), entries.size()))
                .body(OrderView.full(
                        order, settings.currency(), entries, caller.isOperator() ? pages(order.id()) : Pages.NONE));
    }

    /** The answer to the call that placed the order. */
    ResponseEntity<OrderView> accepted(Order placed) {
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + placed.id()))
                .body(full(placed, List.of(TimelineEntry.placed(placed))));
    }

    private Pages pages(OrderId order) {
        return new Pages(
                page(settings.operateAddress(), "%s/processes/%d", instances.latestOn(EngineName.ZEEBE, order)),
                page(
                        settings.cockpitAddress(),
                        "%s/#/process-instance/%d/runtime",
                        // Cockpit shows only what is running: the engine keeps no history.
                        instances.notEnded(order).stream()
                                .filter(instance -> EngineName.of(instance) == EngineName.EMBEDDED)
                                .findFirst()));
    }

    private static @Nullable String page(@Nullable String address, String page, Optional<Long> instance) {
        return address == null
                ? null
                : instance.map(key -> page.formatted(address, key)).orElse(null);
    }

    OrderView full(Order order) {
        return full(order, timeline.of(order.id()));
    }

    private OrderView full(Order order, List<TimelineEntry> entries) {
        return OrderView.full(order, settings.currency(), entries, Pages.NONE);
    }

    OrderView summary(Order order) {
        return OrderView.summary(order, settings.currency());
    }
}
