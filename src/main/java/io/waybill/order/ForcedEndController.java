package io.waybill.order;

import io.waybill.core.OrderId;
import io.waybill.core.idempotency.Call;
import io.waybill.core.idempotency.Idempotency;
import io.waybill.core.idempotency.IdempotencyKey;
import io.waybill.core.security.Caller;
import io.waybill.core.security.Role;
import io.waybill.core.web.NotFound;
import io.waybill.core.web.Reason;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Ends orders that cannot end by themselves. */
@RestController
class ForcedEndController {

    private final Fulfilment fulfilment;
    private final Idempotency idempotency;
    private final OrderViews views;

    ForcedEndController(Fulfilment fulfilment, Idempotency idempotency, OrderViews views) {
        this.fulfilment = fulfilment;
        this.idempotency = idempotency;
        this.views = views;
    }

    /**
     * Ends an order that is stuck. It is {@code CANCELLED} at once, with the reason given; all that is held for it is free
     * again, what it had produced becomes free stock, its delivery is called off, and its process is stopped. It is too
     * late (409) when the order is {@code SHIPPED}: then it can only be carried out, so retry it.
     */
    @RolesAllowed(Role.OPERATOR)
    @PostMapping("/orders/{id}/end")
    ResponseEntity<OrderView> endOrder(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody Reason reason) {
        OrderId order = OrderId.parse(id).orElseThrow(() -> new NotFound("order", id));
        return idempotency.once(
                caller,
                new Call<>(key, "POST /orders/%s/end".formatted(order), reason),
                OrderView.class,
                () -> ResponseEntity.ok(views.summary(fulfilment.end(order, caller.name(), reason.reason()))));
    }
}
