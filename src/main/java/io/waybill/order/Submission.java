package io.waybill.order;

import io.waybill.account.Accounts;
import io.waybill.core.CustomerId;
import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.core.security.Caller;
import io.waybill.core.web.FieldError;
import io.waybill.core.web.NotFound;
import io.waybill.core.web.Unprocessable;
import io.waybill.item.Item;
import io.waybill.item.Items;
import io.waybill.order.OrderRequest.LineRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What customers ask for: an order, and its cancellation. */
@Service
class Submission {

    private final Orders orders;
    private final Items items;
    private final Accounts accounts;
    private final ProcessMessages process;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Submission(
            Orders orders,
            Items items,
            Accounts accounts,
            ProcessMessages process,
            ApplicationEventPublisher events,
            Clock clock) {
        this.orders = orders;
        this.items = items;
        this.accounts = accounts;
        this.process = process;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Accepts an order: from the commit of this transaction on it will reach one end or another.
     *
     * @throws AccessDeniedException if the caller may not order for this customer
     */
    @Transactional
    public Order place(OrderRequest request, Caller caller) {
        CustomerId customer = new CustomerId(request.customerId());
        if (!caller.mayActFor(customer)) {
            throw new AccessDeniedException("This token orders for customer %s only".formatted(caller.customer()));
        }
        Order order = Order.place(customer, check(customer, request), request.deliveryAddress(), clock.instant());
        orders.save(order);
        events.publishEvent(StepTaken.done(order.id(), "order.place", "Placed"));
        process.placed(order);
        return order;
    }

    private List<OrderLine> check(CustomerId customer, OrderRequest request) {
        List<FieldError> errors = new ArrayList<>();
        if (!accounts.exists(customer)) {
            errors.add(new FieldError("customerId", "There is no customer " + customer));
        }
        Map<ItemId, Item> catalogue =
                items.findByIdIn(request.itemIds()).stream().collect(Collectors.toMap(Item::id, Function.identity()));
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
        return quantities.entrySet().stream()
                .map(line -> line(Objects.requireNonNull(catalogue.get(line.getKey())), line.getValue()))
                .toList();
    }

    private static OrderLine line(Item item, long quantity) {
        return new OrderLine(item.id(), item.name(), item.price(), quantity);
    }

    /**
     * Has an order cancelled. From the commit of this transaction on it will not be shipped; the process then undoes
     * what was done.
     */
    @Transactional
    public Order requestCancellation(OrderId id, Caller caller) {
        Order order = orders.lock(id, caller.onlyCustomer()).orElseThrow(() -> new NotFound("order", id));
        if (order.requestCancellation(clock.instant())) {
            events.publishEvent(StepTaken.done(id, "order.cancel-requested", "Cancellation requested"));
            process.cancellationRequested(id);
        }
        return order;
    }
}
