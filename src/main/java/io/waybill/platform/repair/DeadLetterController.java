package io.waybill.platform.repair;

import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
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

/** Dead letters: messages that could not be handled. */
@RestController
@RolesAllowed(Role.OPERATOR)
class DeadLetterController {

    private final DeadLetterRepairs repairs;
    private final Idempotency idempotency;

    DeadLetterController(DeadLetterRepairs repairs, Idempotency idempotency) {
        this.repairs = repairs;
        this.idempotency = idempotency;
    }

    /**
     * Lists dead letters, up to 100 of each queue, in no order. SQS shows messages only by receiving them: a message
     * that somebody else is looking at may be missing, and comes back within seconds.
     */
    @GetMapping("/dead-letters")
    List<DeadLetterView> listDeadLetters(@Valid DeadLetterFilter filter) {
        return repairs.list(filter.queue(), filter.orderId());
    }

    /**
     * Sends a dead letter back to its queue.
     *
     * @param queue the queue that it was meant for, without {@code -dlq}
     */
    @PostMapping("/dead-letters/{queue}/{messageId}/redrive")
    ResponseEntity<DeadLetterView> redriveDeadLetter(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String queue,
            @PathVariable String messageId,
            @Valid @RequestBody Reason reason) {
        return idempotency.once(
                caller,
                new Call<>(key, "POST /dead-letters/%s/%s/redrive".formatted(queue, messageId), reason),
                DeadLetterView.class,
                () -> ResponseEntity.ok(repairs.redrive(queue, messageId, caller, reason.reason())));
    }

    /**
     * Drops a dead letter for good.
     *
     * @param queue the queue that it was meant for, without {@code -dlq}
     */
    @PostMapping("/dead-letters/{queue}/{messageId}/drop")
    ResponseEntity<DeadLetterView> dropDeadLetter(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String queue,
            @PathVariable String messageId,
            @Valid @RequestBody Reason reason) {
        return idempotency.once(
                caller,
                new Call<>(key, "POST /dead-letters/%s/%s/drop".formatted(queue, messageId), reason),
                DeadLetterView.class,
                () -> ResponseEntity.ok(repairs.drop(queue, messageId, caller, reason.reason())));
    }
}
