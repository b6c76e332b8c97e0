package io.waybill.shop.order.rest;

import io.waybill.platform.timeline.TimelineEntry;
import io.waybill.platform.timeline.rest.EntryView;
import io.waybill.shop.order.Address;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.OrderStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as REST shows it. Amounts are in the currency's smallest unit.
 *
 * @param reason why it was rejected or cancelled
 * @param lines missing in lists, as are the address and the timeline
 * @param timeline what happened to it, oldest first
 * @param operate the link to its process in Camunda Operate; for operators only, and only if the process runs on a
 *     cluster
 * @param cockpit the link to its process in Operaton's Cockpit; for operators only, and only while the process runs on
 *     the embedded engine
 */
record OrderView(
        String id,
        String customerId,
        OrderStatus status,
        @Nullable String reason,
        @Nullable List<LineView> lines,
        @Nullable Address deliveryAddress,
        long total,
        String currency,
        Instant placedAt,
        @Nullable Instant closedAt,
        @Nullable List<EntryView> timeline,
        @Nullable String operate,
        @Nullable String cockpit) {

    record LineView(long itemId, String itemName, long quantity, long unitPrice) {}

    /** The pages that show an order's process. */
    record Pages(@Nullable String operate, @Nullable String cockpit) {

        static final Pages NONE = new Pages(null, null);
    }

    static OrderView summary(Order order, String currency) {
        return view(order, currency, null, null, null, Pages.NONE);
    }

    static OrderView full(Order order, String currency, List<TimelineEntry> timeline, Pages pages) {
        return view(
                order,
                currency,
                order.lines().stream()
                        .map(line -> new LineView(
                                line.item().value(),
                                line.itemName(),
                                line.quantity(),
                                line.unitPrice().amount()))
                        .toList(),
                order.address(),
                timeline.stream().map(EntryView::of).toList(),
                pages);
    }

    private static OrderView view(
            Order order,
            String currency,
            @Nullable List<LineView> lines,
            @Nullable Address address,
            @Nullable List<EntryView> timeline,
            Pages pages) {
        return new OrderView(
                order.id().value(),
                order.customer().value(),
                order.status(),
                order.reason(),
                lines,
                address,
                order.total().amount(),
                currency,
                order.placedAt(),
                order.closedAt(),
                timeline,
                pages.operate(),
                pages.cockpit());
    }
}
