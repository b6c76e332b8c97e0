package io.waybill.shop.order.rest;

import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.security.Caller;
import io.waybill.platform.timeline.TimelineEntry;
import io.waybill.platform.timeline.Timelines;
import io.waybill.shop.order.Order;
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

    private final Timelines timelines;
    private final ProcessInstances instances;
    private final OrderSettings settings;

    OrderViews(Timelines timelines, ProcessInstances instances, OrderSettings settings) {
        this.timelines = timelines;
        this.instances = instances;
        this.settings = settings;
    }

    /**
     * The order with an entity tag. Timeline entries never change, so their number shows whether there are new ones.
     */
    ResponseEntity<OrderView> tagged(Order order, Caller caller) {
        List<TimelineEntry> entries = timelines.of(order.id().subject());
        return ResponseEntity.ok()
                .eTag("%d-%d".formatted(order.version(), entries.size()))
                .body(OrderView.full(
                        order, settings.currency(), entries, caller.isOperator() ? pages(order.id()) : Pages.NONE));
    }

    /** The answer to the call that placed the order. */
    ResponseEntity<OrderView> accepted(Order placed) {
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + placed.id()))
                .body(full(placed, List.of(firstEntry(placed))));
    }

    private static TimelineEntry firstEntry(Order placed) {
        StepTaken step = placed.placed();
        return new TimelineEntry(0, placed.placedAt(), step.step(), step.outcome(), step.detail());
    }

    private Pages pages(OrderId order) {
        return new Pages(
                page(
                        settings.operateAddress(),
                        "%s/processes/%d",
                        instances.latestOn(EngineName.ZEEBE, order.subject())),
                page(
                        settings.cockpitAddress(),
                        "%s/#/process-instance/%d/runtime",
                        // Cockpit shows only what is running: the engine keeps no history.
                        instances.notEnded(order.subject()).stream()
                                .filter(instance -> EngineName.of(instance) == EngineName.EMBEDDED)
                                .findFirst()));
    }

    private static @Nullable String page(@Nullable String address, String page, Optional<Long> instance) {
        return address == null
                ? null
                : instance.map(key -> page.formatted(address, key)).orElse(null);
    }

    OrderView full(Order order) {
        return full(order, timelines.of(order.id().subject()));
    }

    private OrderView full(Order order, List<TimelineEntry> entries) {
        return OrderView.full(order, settings.currency(), entries, Pages.NONE);
    }

    OrderView summary(Order order) {
        return OrderView.summary(order, settings.currency());
    }
}
