package io.waybill.shop.order.rest;

import io.waybill.core.CustomerId;
import io.waybill.core.OrderId;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.timeline.Followers;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.Orders;
import io.waybill.shop.order.placing.OrderRequest;
import io.waybill.shop.order.placing.Submission;
import io.waybill.shop.order.process.Cancellations;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders: place them, follow them, cancel them. */
@RestController
@RequestMapping("/orders")
@RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
class OrderController {

    private final Submission submission;
    private final Cancellations cancellations;
    private final Idempotency idempotency;
    private final Followers followers;
    private final Orders orders;
    private final OrderViews views;

    OrderController(
            Submission submission,
            Cancellations cancellations,
            Idempotency idempotency,
            Followers followers,
            Orders orders,
            OrderViews views) {
        this.submission = submission;
        this.cancellations = cancellations;
        this.idempotency = idempotency;
        this.followers = followers;
        this.orders = orders;
        this.views = views;
    }

    /**
     * Places an order. Once this is answered (202) the order is accepted and will reach exactly one end:
     * {@code COMPLETED}, {@code REJECTED} or {@code CANCELLED}. With {@code Prefer: wait=10} the answer waits for that
     * end: 200 if it came in time, 202 otherwise.
     */
    @Answers(
            value = {200, 202, 422},
            headers = {HttpHeaders.LOCATION, "Preference-Applied"})
    @PostMapping
    ResponseEntity<OrderView> place(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @RequestHeader(name = Prefer.HEADER, required = false) @Nullable Prefer prefer,
            @Valid @RequestBody OrderRequest request) {
        Prefer preference = prefer == null ? Prefer.NOTHING : prefer;
        return preference.applied(idempotency.once(
                caller,
                new Call<>(key, "POST /orders", request),
                OrderView.class,
                () -> views.accepted(submission.place(request, caller)),
                preference.patience(),
                accepted -> awaited(accepted, preference.patience())));
    }

    private ResponseEntity<OrderView> awaited(ResponseEntity<OrderView> accepted, Duration patience) {
        if (patience.isZero()) {
            return accepted;
        }
        OrderId id = OrderId.of(Objects.requireNonNull(accepted.getBody()).id());
        followers.awaitEnd(id.subject(), patience);
        Order order = orders.findWithLines(id, null).orElseThrow();
        return ResponseEntity.status(order.status().isFinal() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .headers(accepted.getHeaders())
                .body(views.full(order));
    }

    /** Shows an order with its lines and what has happened to it so far. */
    @Answers(headers = HttpHeaders.ETAG)
    @GetMapping("/{id}")
    ResponseEntity<OrderView> get(Caller caller, @PathVariable String id) {
        return views.tagged(
                orders.findWithLines(parse(id), only(caller)).orElseThrow(() -> new NotFound("order", id)), caller);
    }

    /**
     * Cancels an order. Once this is accepted the order will not ship: what was done for it is undone, and then it is
     * {@code CANCELLED}. If the order is already {@code SHIPPED} it is too late (409).
     */
    @Answers(202)
    @PostMapping("/{id}/cancellation")
    ResponseEntity<OrderView> cancel(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id) {
        OrderId order = parse(id);
        return idempotency.once(
                caller,
                new Call<>(key, "POST /orders/%s/cancellation".formatted(order), ""),
                OrderView.class,
                () -> ResponseEntity.accepted().body(views.full(cancellations.request(order, caller))));
    }

    private static @Nullable String only(Caller caller) {
        return caller.onlyCustomer().map(CustomerId::value).orElse(null);
    }

    private static OrderId parse(String id) {
        return OrderId.parse(id).orElseThrow(() -> new NotFound("order", id));
    }
}
