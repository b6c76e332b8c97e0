package io.waybill.order;

import io.waybill.core.CustomerId;
import io.waybill.core.OrderId;
import io.waybill.core.security.Caller;
import io.waybill.core.security.Role;
import io.waybill.core.web.NotFound;
import io.waybill.core.web.PageParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "placedAt", "id.value");

    private final Submission submission;
    private final Orders orders;
    private final Timeline timeline;
    private final String currency;

    OrderController(Submission submission, Orders orders, Timeline timeline, OrderSettings settings) {
        this.submission = submission;
        this.orders = orders;
        this.timeline = timeline;
        this.currency = settings.currency();
    }

    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @PostMapping
    ResponseEntity<OrderView> place(Caller caller, @Valid @RequestBody OrderRequest request) {
        Order order = submission.place(request, caller);
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + order.id()))
                .body(full(order));
    }

    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @GetMapping("/{id}")
    OrderView get(Caller caller, @PathVariable String id) {
        return full(orders.findWithLines(parse(id), only(caller)).orElseThrow(() -> new NotFound("order", id)));
    }

    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @GetMapping
    PagedModel<OrderView> list(
            Caller caller,
            @RequestParam @Nullable String customerId,
            @RequestParam @Nullable OrderStatus status,
            @Valid PageParameters page) {
        PageRequest newestFirst =
                PageRequest.of(page.pageable().getPageNumber(), page.pageable().getPageSize(), NEWEST_FIRST);
        return new PagedModel<>(orders.search(only(caller), customerId, status, newestFirst)
                .map(order -> OrderView.summary(order, currency)));
    }

    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @PostMapping("/{id}/cancellation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    OrderView cancel(Caller caller, @PathVariable String id) {
        submission.requestCancellation(parse(id), caller);
        return get(caller, id);
    }

    private OrderView full(Order order) {
        return OrderView.full(order, currency, timeline.of(order.id()));
    }

    private static @Nullable String only(Caller caller) {
        return caller.onlyCustomer().map(CustomerId::value).orElse(null);
    }

    private static OrderId parse(String id) {
        return OrderId.parse(id).orElseThrow(() -> new NotFound("order", id));
    }
}
