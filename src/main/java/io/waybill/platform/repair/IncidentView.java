package io.waybill.platform.repair;

import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.core.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident as REST shows it.
 *
 * @param step the job type, such as {@code stock.reserve}
 * @param element its id in the model
 * @param processInstance its key in the engine, by which Operate finds it
 * @param message what went wrong last
 * @param resolvedBy who retried it; null if it was resolved because the order ended
 */
@Schema(name = "Incident")
record IncidentView(
        String id,
        Incident.State state,
        @Nullable String orderId,
        String step,
        String element,
        String processInstance,
        String message,
        Instant raisedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        @Nullable String reason) {

    static IncidentView of(Incident incident) {
        OrderId order = incident.order();
        return new IncidentView(
                Long.toString(incident.id()),
                incident.state(),
                order == null ? null : order.value(),
                incident.jobType(),
                incident.element(),
                Long.toString(incident.processInstance()),
                incident.message(),
                incident.raisedAt(),
                incident.resolvedAt(),
                incident.resolvedBy(),
                incident.reason());
    }
}
