package io.waybill.platform.repair;

import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.core.OrderId;
import io.waybill.core.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident as REST shows it.
 *
 * @param process the id of its process; null if nobody knows, as is the key
 * @param key the business key
 * @param orderId the business key, if the process fulfils an order
 * @param step the job type, such as {@code stock.reserve}
 * @param element its id in the model
 * @param processInstance its key in the engine, by which Operate finds it
 * @param message what went wrong last
 * @param resolvedBy who retried it; null if it was resolved because its subject ended
 */
@Schema(name = "Incident")
public record IncidentView(
        String id,
        Incident.State state,
        @Nullable String process,
        @Nullable String key,
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
        Subject subject = incident.subject();
        return new IncidentView(
                Long.toString(incident.id()),
                incident.state(),
                subject == null ? null : subject.process(),
                subject == null ? null : subject.key(),
                subject == null ? null : OrderId.of(subject).map(OrderId::value).orElse(null),
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
