package io.waybill.shop.order;

import io.waybill.account.Accounts;
import io.waybill.core.CustomerId;
import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.platform.idempotency.Outcome;
import io.waybill.platform.idempotency.Outcome.Done;
import io.waybill.platform.idempotency.Outcome.Refused;
import io.waybill.platform.security.Caller;
import io.waybill.platform.web.FieldError;
import io.waybill.platform.web.NotFound;
import io.waybill.platform.web.Unavailable;
import io.waybill.platform.web.Unprocessable;
import io.waybill.shop.item.Item;
import io.waybill.shop.item.Items;
import io.waybill.shop.order.OrderRequest.LineRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What customers request: orders, and their cancellation. */
@Service
class Submission {

    private final Backlog backlog;
    private final NewOrders newOrders;
    private final Orders orders;
    private final OrderRows rows;
    private final Timeline timeline;
    private final Items items;
    private final Accounts accounts;
    private final ProcessMessages process;
    private final Progress progress;
    private final OrderViews views;
    private final Clock clock;

    Submission(
            Backlog backlog,
            NewOrders newOrders,
            Orders orders,
            OrderRows rows,
            Timeline timeline,
            Items items,
            Accounts accounts,
            ProcessMessages process,
            Progress progress,
            OrderViews views,
            Clock clock) {
        this.backlog = backlog;
        this.newOrders = newOrders;
        this.orders = orders;
        this.rows = rows;
        this.timeline = timeline;
        this.items = items;
        this.accounts = accounts;
        this.process = process;
        this.progress = progress;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Accepts an order. Once this transaction commits, the order will reach one of its ends.
     *
     * @throws AccessDeniedException if the caller may not order for this customer
     * @throws Unprocessable if the customer or an item does not exist
     * @throws Unavailable if too many orders wait for their start
     */
    @Transactional
    public ResponseEntity<OrderView> place(OrderRequest request, Caller caller) {
        return switch (place(List.of(request), caller).getFirst()) {
            case Done<OrderView> done -> done.answer();
            case Refused<OrderView> refused -> throw refused.why();
        };
    }

    /**
     * Accepts the orders that can be placed, and refuses each of the others with the exception that
     * {@link #place(OrderRequest, Caller)} would throw.
     *
     * @throws Unavailable if too many orders are waiting to start to take on all of these
     */
    @Transactional
    public List<Outcome<OrderView>> place(List<OrderRequest> requests, Caller caller) {
        Instant now = clock.instant();
        Set<CustomerId> known =
                accounts.existing(requests.stream().map(OrderRequest::customer).collect(Collectors.toSet()));
        Map<ItemId, Item> catalogue = items
                .findForOrder(requests.stream()
                        .flatMap(request -> request.itemIds().stream())
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Item::id, Function.identity()));
        List<Order> accepted = new ArrayList<>();
        List<Outcome<OrderView>> outcomes = new ArrayList<>();
        for (OrderRequest request : requests) {
            try {
                Order order = check(request, caller, known, catalogue, now);
                accepted.add(order);
                TimelineEntry placed = placed(order.id(), now);
                outcomes.add(new Done<>(ResponseEntity.accepted()
                        .location(URI.create("/orders/" + order.id()))
                        .body(views.full(order, List.of(placed)))));
            } catch (AccessDeniedException | Unprocessable e) {
                outcomes.add(new Refused<>(e));
            }
        }
        if (!accepted.isEmpty()) {
            backlog.add(accepted.size());
            newOrders.insert(accepted, placed(accepted.getFirst().id(), now));
            process.placed(accepted);
            progress.made(accepted);
        }
        return outcomes;
    }

    private static TimelineEntry placed(OrderId id, Instant at) {
        return new TimelineEntry(StepTaken.done(id, "order.place", "Placed"), at);
    }

    private static Order check(
            OrderRequest request, Caller caller, Set<CustomerId> known, Map<ItemId, Item> catalogue, Instant now) {
        CustomerId customer = request.customer();
        if (!caller.mayActFor(customer)) {
            throw new AccessDeniedException("This token may order for customer %s only".formatted(caller.customer()));
        }
        List<FieldError> errors = new ArrayList<>();
        if (!known.contains(customer)) {
            errors.add(new FieldError("customerId", "There is no customer " + customer));
        }
        Map<ItemId, Long> quantities = new TreeMap<>(Comparator.comparingLong(ItemId::value));
        for (int i = 0; i < request.lines().size(); i++) {
            LineRequest line = request.lines().get(i);
            ItemId item = new ItemId(line.itemId());
            if (!catalogue.containsKey(item)) {
                errors.add(new FieldError("lines[%d].itemId".formatted(i), "There is no item " + item));
            } else if (quantities.merge(item, line.quantity(), Long::sum) > LineRequest.MOST_PIECES) {
                errors.add(new FieldError(
                        "lines[%d].quantity".formatted(i),
                        "More than %d of item %s in one order".formatted(LineRequest.MOST_PIECES, item)));
            }
        }
        if (!errors.isEmpty()) {
            throw new Unprocessable(errors);
        }
        List<OrderLine> lines = quantities.entrySet().stream()
                .map(line -> line(Objects.requireNonNull(catalogue.get(line.getKey())), line.getValue()))
                .toList();
        return Order.place(customer, lines, request.deliveryAddress(), now);
    }

    private static OrderLine line(Item item, long quantity) {
        return new OrderLine(item.id(), item.name(), item.price(), quantity);
    }

    /**
     * Requests an order's cancellation. Once this transaction commits it will not ship; the process then undoes what
     * was done.
     *
     * @throws NotFound if there is no such order that the caller may see
     */
    @Transactional
    public ResponseEntity<OrderView> requestCancellation(OrderId id, Caller caller) {
        Order order = orders.lock(id, caller.onlyCustomer()).orElseThrow(() -> new NotFound("order", id));
        if (order.requestCancellation(clock.instant())) {
            // Written at once: the row is already locked, and the answer shows the entry.
            rows.add(new TimelineEntry(
                    StepTaken.done(id, "order.cancel-requested", "Cancellation requested"), clock.instant()));
            process.cancellationRequested(id);
        }
        return ResponseEntity.accepted().body(views.full(order, timeline.of(id)));
    }
}
