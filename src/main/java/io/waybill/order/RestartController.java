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

/** Begins the process of orders once more that have lost theirs. */
@RestController
class RestartController {

    private final Restarts restarts;
    private final Idempotency idempotency;
    private final OrderViews views;

    RestartController(Restarts restarts, Idempotency idempotency, OrderViews views) {
        this.restarts = restarts;
        this.idempotency = idempotency;
        this.views = views;
    }

    /**
     * Begins the process of an open order again that has none any more, because somebody ended it in the engine (the audit
     * tells: {@code open-orders-have-a-process}). Nothing is done twice: the process passes through what is done already. An
     * order whose undoing had begun ends at once. As long as the order has a process, this is refused (409).
     */
    @RolesAllowed(Role.OPERATOR)
    @PostMapping("/orders/{id}/restart")
    ResponseEntity<OrderView> restartOrder(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody Reason reason) {
        OrderId order = OrderId.parse(id).orElseThrow(() -> new NotFound("order", id));
        return idempotency.once(
                caller,
                new Call<>(key, "POST /orders/%s/restart".formatted(order), reason),
                OrderView.class,
                () -> ResponseEntity.ok(views.summary(restarts.restart(order, caller.name(), reason.reason()))));
    }
}
