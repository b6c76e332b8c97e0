package io.waybill.shop.order.placing;

import io.waybill.account.Accounts;
import io.waybill.core.CustomerId;
import io.waybill.core.ItemId;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.security.Caller;
import io.waybill.shop.item.Item;
import io.waybill.shop.item.Items;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.OrderLine;
import io.waybill.shop.order.placing.OrderRequest.LineRequest;
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
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Checks whether orders can be placed as they are requested. */
@Component
class OrderChecks {

    private final Items items;
    private final Accounts accounts;

    OrderChecks(Items items, Accounts accounts) {
        this.items = items;
        this.accounts = accounts;
    }

    /** Looks up the customers and items of these requests. The items stay until the current transaction is over. */
    Known known(List<OrderRequest> requests) {
        Set<CustomerId> customers =
                accounts.existing(requests.stream().map(OrderRequest::customer).collect(Collectors.toSet()));
        Map<ItemId, Item> catalogue = items
                .findForOrder(requests.stream()
                        .flatMap(request -> request.itemIds().stream())
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Item::id, Function.identity()));
        return new Known(customers, catalogue);
    }

    /** The customers and items that exist, of those requested. */
    record Known(Set<CustomerId> customers, Map<ItemId, Item> catalogue) {

        /**
         * A new order, as requested.
         *
         * @throws AccessDeniedException if the caller may not order for this customer
         * @throws Unprocessable if the customer or an item does not exist
         */
        Order order(OrderRequest request, Caller caller, Instant now) {
            CustomerId customer = request.customer();
            if (!caller.mayActFor(customer)) {
                throw new AccessDeniedException(
                        "This token may order for customer %s only".formatted(caller.customer()));
            }
            List<FieldError> errors = new ArrayList<>();
            if (!customers.contains(customer)) {
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
    }

    private static OrderLine line(Item item, long quantity) {
        return new OrderLine(item.id(), item.name(), item.price(), quantity);
    }
}
