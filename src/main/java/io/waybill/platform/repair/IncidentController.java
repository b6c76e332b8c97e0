package io.waybill.platform.repair;

import io.waybill.core.OrderId;
import io.waybill.core.OrderStandings;
import io.waybill.core.OrderStandings.Standing;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListParameters;
import io.waybill.platform.web.Reason;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Incidents: steps that failed as often as the model allows. */
@RestController
@RolesAllowed(Role.OPERATOR)
class IncidentController {

    private final Incidents incidents;
    private final Repairs repairs;
    private final OrderStandings orders;
    private final Idempotency idempotency;

    IncidentController(Incidents incidents, Repairs repairs, OrderStandings orders, Idempotency idempotency) {
        this.incidents = incidents;
        this.repairs = repairs;
        this.orders = orders;
        this.idempotency = idempotency;
    }

    /**
     * Lists incidents, newest first: steps that failed as often as the model allows. {@code OPEN} ones wait for an
     * operator; {@code RETRYING} ones are retried until they succeed. On a cluster, failures inside the engine, such as
     * a wrong expression in the model, are seen in Operate only.
     */
    @GetMapping("/incidents")
    ResponseEntity<List<IncidentView>> listIncidents(@Valid IncidentFilter filter, @Valid ListParameters part) {
        return list(filter.orderId(), filter.state(), part);
    }

    /** Lists the incidents of an order, newest first. */
    @GetMapping("/orders/{orderId}/incidents")
    ResponseEntity<List<IncidentView>> listOrderIncidents(@PathVariable String orderId, @Valid ListParameters part) {
        return list(known(orderId).value(), null, part);
    }

    private ResponseEntity<List<IncidentView>> list(
            @Nullable String order, Incident.@Nullable State state, ListParameters part) {
        long before = part.after(Long::valueOf).orElse(Long.MAX_VALUE);
        return part.answer(incidents.list(before, order, state, part.pageable()), Incident::id, IncidentView::of);
    }

    /** Retries the step of an incident, with all of its retries. Refused if the incident is not {@code OPEN} (409). */
    @PostMapping("/incidents/{incidentId}/retry")
    ResponseEntity<IncidentView> retryIncident(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String incidentId,
            @Valid @RequestBody Reason reason) {
        long incident = parse(incidentId);
        return idempotency.once(
                caller,
                new Call<>(key, "POST /incidents/%d/retry".formatted(incident), reason),
                IncidentView.class,
                () -> ResponseEntity.ok(IncidentView.of(repairs.retry(incident, caller, reason.reason()))));
    }

    /** Retries every step of an order that has an open incident; 409 if there is none. */
    @PostMapping("/orders/{orderId}/retry")
    ResponseEntity<IncidentView[]> retryOrder(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String orderId,
            @Valid @RequestBody Reason reason) {
        OrderId order = known(orderId);
        return idempotency.once(
                caller,
                new Call<>(key, "POST /orders/%s/retry".formatted(order), reason),
                IncidentView[].class,
                () -> ResponseEntity.ok(repairs.retryAll(order, caller, reason.reason()).stream()
                        .map(IncidentView::of)
                        .toArray(IncidentView[]::new)));
    }

    private OrderId known(String id) {
        return OrderId.parse(id)
                .filter(order -> orders.of(order) != Standing.UNKNOWN)
                .orElseThrow(() -> new NotFound("order", id));
    }

    private static long parse(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new NotFound("incident", id);
        }
        return Long.parseLong(id);
    }
}
