package io.waybill.shop.order.rest;

import io.waybill.core.OrderId;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.repair.DeadLetterView;
import io.waybill.platform.repair.IncidentView;
import io.waybill.platform.repair.Restarts;
import io.waybill.platform.repair.Stuck;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListParameters;
import io.waybill.platform.web.Reason;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.Orders;
import io.waybill.shop.order.process.ForcedEnds;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Repairs orders that cannot continue or end by themselves. */
@RestController
@RequestMapping("/orders/{id}")
@RolesAllowed(Role.OPERATOR)
class OrderRepairController {

    private final ForcedEnds ends;
    private final Restarts restarts;
    private final Stuck stuck;
    private final Orders orders;
    private final Idempotency idempotency;
    private final OrderViews views;

    OrderRepairController(
            ForcedEnds ends, Restarts restarts, Stuck stuck, Orders orders, Idempotency idempotency, OrderViews views) {
        this.ends = ends;
        this.restarts = restarts;
        this.stuck = stuck;
        this.orders = orders;
        this.idempotency = idempotency;
        this.views = views;
    }

    /** Lists the incidents of an order, newest first. */
    @GetMapping("/incidents")
    ResponseEntity<List<IncidentView>> listOrderIncidents(@PathVariable String id, @Valid ListParameters part) {
        long before = part.after(Long::valueOf).orElse(Long.MAX_VALUE);
        return part.answer(
                stuck.incidents(known(id).subject(), before, part.pageable()), IncidentView::id, Function.identity());
    }

    /** Lists the dead letters that name an order, among the first 100 of each queue. */
    @GetMapping("/dead-letters")
    List<DeadLetterView> listOrderDeadLetters(@PathVariable String id) {
        return stuck.deadLetters(known(id).value());
    }

    /** Retries every step of an order that has an open incident; 409 if there is none. */
    @PostMapping("/retry")
    ResponseEntity<IncidentView[]> retryOrder(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody Reason reason) {
        OrderId order = known(id);
        return idempotency.once(
                caller,
                new Call<>(key, "POST /orders/%s/retry".formatted(order), reason),
                IncidentView[].class,
                () -> ResponseEntity.ok(
                        stuck.retryAll(order.subject(), caller, reason.reason()).toArray(new IncidentView[0])));
    }

    private OrderId known(String id) {
        return OrderId.parse(id)
                .filter(order -> orders.statusOf(order, Optional.empty()).isPresent())
                .orElseThrow(() -> new NotFound("order", id));
    }

    /**
     * Ends an order that is stuck. It is {@code CANCELLED} at once, with the given reason: everything held for it is
     * released, what was produced for it becomes free stock, its delivery is cancelled, and its process is stopped. If
     * the order is already {@code SHIPPED} it is too late (409): it can only be completed, so retry it.
     */
    @PostMapping("/end")
    ResponseEntity<OrderView> endOrder(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody Reason reason) {
        return once(caller, key, id, "end", reason, order -> ends.end(order, caller.name(), reason.reason()));
    }

    /**
     * Restarts an open order that has no process any more because somebody ended it in the engine (the audit reports
     * {@code open-orders-have-a-process}). Nothing is done twice: steps that were done answer as they did before. If
     * the order was already being undone, it ends at once. Refused (409) while the order has a process.
     */
    @PostMapping("/restart")
    ResponseEntity<OrderView> restartOrder(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody Reason reason) {
        return once(caller, key, id, "restart", reason, order -> restarted(order, caller.name(), reason.reason()));
    }

    private Order restarted(OrderId id, String who, String why) {
        restarts.atRequest(id.subject(), who, why);
        return orders.lock(id).orElseThrow();
    }

    private ResponseEntity<OrderView> once(
            Caller caller,
            @Nullable IdempotencyKey key,
            String id,
            String repair,
            Reason reason,
            Function<OrderId, Order> repairing) {
        OrderId order = OrderId.parse(id).orElseThrow(() -> new NotFound("order", id));
        return idempotency.once(
                caller,
                new Call<>(key, "POST /orders/%s/%s".formatted(order, repair), reason),
                OrderView.class,
                () -> ResponseEntity.ok(views.summary(repairing.apply(order))));
    }
}
