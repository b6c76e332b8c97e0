package io.waybill.platform.repair;

import io.waybill.core.OrderId;
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
    private final Idempotency idempotency;

    IncidentController(Incidents incidents, Repairs repairs, Idempotency idempotency) {
        this.incidents = incidents;
        this.repairs = repairs;
        this.idempotency = idempotency;
    }

    /**
     * Lists incidents, newest first: steps that failed as often as the model allows. {@code OPEN} ones wait for an
     * operator; {@code RETRYING} ones are retried until they succeed. On a cluster, failures inside the engine, such as
     * a wrong expression in the model, are seen in Operate only.
     */
    @GetMapping("/incidents")
    ResponseEntity<List<IncidentView>> listIncidents(@Valid IncidentFilter filter, @Valid ListParameters part) {
        return filter.orderId() == null
                ? list(filter.process(), filter.key(), filter.state(), part)
                : list(OrderId.PROCESS, filter.orderId(), filter.state(), part);
    }

    private ResponseEntity<List<IncidentView>> list(
            @Nullable String process, @Nullable String key, Incident.@Nullable State state, ListParameters part) {
        long before = part.after(Long::valueOf).orElse(Long.MAX_VALUE);
        return part.answer(
                incidents.list(before, process, key, state, part.pageable()), Incident::id, IncidentView::of);
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

    private static long parse(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new NotFound("incident", id);
        }
        return Long.parseLong(id);
    }
}
