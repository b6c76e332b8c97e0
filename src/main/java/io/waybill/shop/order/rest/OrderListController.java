package io.waybill.shop.order.rest;

import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListPage;
import io.waybill.platform.web.ListParameters;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.Orders;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderListController {

    private final Orders orders;
    private final OrderViews views;

    OrderListController(Orders orders, OrderViews views) {
        this.orders = orders;
        this.views = views;
    }

    /** Lists orders, newest first, without their lines, addresses and timelines. A customer sees only their own. */
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @GetMapping("/orders")
    ResponseEntity<ListPage<OrderView>> listOrders(
            Caller caller, @Valid OrderFilter filter, @Valid ListParameters part) {
        Pageable newestFirst = part.pageable(OrderPosition.NEWEST_FIRST);
        Optional<OrderPosition> after = part.after(OrderPosition::parse);
        Specification<Order> wanted = filter.asSpecification()
                .and(caller.onlyCustomer().map(OrderFilter::customer).orElseGet(Specification::unrestricted));
        Slice<Order> found = after.isPresent()
                ? orders.findBy(wanted.and(after.get().older()), query -> query.slice(newestFirst))
                : orders.findAll(wanted, newestFirst);
        return part.answerCounted(found, OrderPosition::of, views::summary);
    }
}
