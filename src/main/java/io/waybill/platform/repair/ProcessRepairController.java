package io.waybill.platform.repair;

import io.waybill.core.Subject;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.process.Processes;
import io.waybill.platform.process.Subjects;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.Reason;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Repairs what cannot go on or end by itself, whatever its business. */
@RestController
@RequestMapping("/processes/{process}/{key}")
@RolesAllowed(Role.OPERATOR)
class ProcessRepairController {

    private final Processes processes;
    private final Subjects subjects;
    private final Repairs repairs;
    private final Restarts restarts;
    private final Idempotency idempotency;

    ProcessRepairController(
            Processes processes, Subjects subjects, Repairs repairs, Restarts restarts, Idempotency idempotency) {
        this.processes = processes;
        this.subjects = subjects;
        this.repairs = repairs;
        this.restarts = restarts;
        this.idempotency = idempotency;
    }

    /** Retries every step that has an open incident; 409 if there is none. */
    @PostMapping("/retry")
    ResponseEntity<Repaired> retrySubject(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey idempotencyKey,
            @PathVariable String process,
            @PathVariable String key,
            @Valid @RequestBody Reason reason) {
        return once(
                caller,
                idempotencyKey,
                new Subject(process, key),
                "retry",
                reason,
                (subject, why) -> repairs.retryAll(subject, caller, why));
    }

    /**
     * Starts a process again from the beginning that its engine lost. Nothing is done twice: steps that were done answer
     * as they did before. What was already being undone ends at once. Refused (409) while there is an instance.
     */
    @PostMapping("/restart")
    ResponseEntity<Repaired> restartSubject(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey idempotencyKey,
            @PathVariable String process,
            @PathVariable String key,
            @Valid @RequestBody Reason reason) {
        return once(
                caller,
                idempotencyKey,
                new Subject(process, key),
                "restart",
                reason,
                (subject, why) -> restarts.atRequest(subject, caller.name(), why));
    }

    /**
     * Ends at once without success what is stuck, whatever its process is doing: everything held for it is released.
     * Refused (409) if it can only be completed.
     */
    @PostMapping("/end")
    ResponseEntity<Repaired> endSubject(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey idempotencyKey,
            @PathVariable String process,
            @PathVariable String key,
            @Valid @RequestBody Reason reason) {
        return once(
                caller,
                idempotencyKey,
                new Subject(process, key),
                "end",
                reason,
                (subject, why) -> processes.of(subject).end(subject.key(), caller.name(), why));
    }

    /** Where the subject of a repair is now. */
    record Repaired(String process, String key, String status) {}

    private ResponseEntity<Repaired> once(
            Caller caller,
            @Nullable IdempotencyKey idempotencyKey,
            Subject subject,
            String repair,
            Reason reason,
            BiConsumer<Subject, String> repairing) {
        requireKnown(subject);
        return idempotency.once(
                caller,
                new Call<>(
                        idempotencyKey,
                        "POST /processes/%s/%s/%s".formatted(subject.process(), subject.key(), repair),
                        reason),
                Repaired.class,
                () -> {
                    repairing.accept(subject, reason.reason());
                    return ResponseEntity.ok(new Repaired(subject.process(), subject.key(), requireKnown(subject)));
                });
    }

    private String requireKnown(Subject subject) {
        return subjects.find(subject)
                .orElseThrow(() -> new NotFound(subject.process(), subject.key()))
                .status();
    }
}
