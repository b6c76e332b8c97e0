package io.waybill.platform.manual;

import io.waybill.core.OrderId;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListParameters;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Manual steps: questions that people answer. */
@RestController
@RequestMapping("/manual-steps")
@RolesAllowed(Role.OPERATOR)
class ManualStepController {

    private final ManualSteps steps;
    private final Desk desk;
    private final StaleSteps stale;
    private final Idempotency idempotency;

    ManualStepController(ManualSteps steps, Desk desk, StaleSteps stale, Idempotency idempotency) {
        this.steps = steps;
        this.desk = desk;
        this.stale = stale;
        this.idempotency = idempotency;
    }

    /**
     * Lists manual steps, newest first. {@code OPEN} ones wait for an answer. A step whose time ran out while its process
     * goes on stays {@code OPEN} until the process ends, somebody tries to answer it, or nothing happens for a while.
     */
    @GetMapping
    ResponseEntity<List<ManualStepView>> listManualSteps(@Valid ManualStepFilter filter, @Valid ListParameters part) {
        long before = part.after(Long::valueOf).orElse(Long.MAX_VALUE);
        return part.answer(
                filter.orderId() == null
                        ? steps.list(before, filter.process(), filter.key(), filter.state(), part.pageable())
                        : steps.list(before, OrderId.PROCESS, filter.orderId(), filter.state(), part.pageable()),
                ManualStep::id,
                ManualStepView::of);
    }

    /** Shows a manual step. */
    @GetMapping("/{stepId}")
    ManualStepView getManualStep(@PathVariable String stepId) {
        return steps.findByStepId(parse(stepId))
                .map(ManualStepView::of)
                .orElseThrow(() -> new NotFound("manual step", stepId));
    }

    /** Answers a manual step, so that its process goes on. Refused if the step is not {@code OPEN} (409). */
    @PostMapping("/{stepId}/answer")
    ResponseEntity<ManualStepView> answerManualStep(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String stepId,
            @Valid @RequestBody ManualAnswer answer) {
        long step = parse(stepId);
        stale.look(step);
        return idempotency.once(
                caller,
                new Call<>(key, "POST /manual-steps/%d/answer".formatted(step), answer),
                ManualStepView.class,
                () -> ResponseEntity.ok(
                        ManualStepView.of(desk.answer(step, answer.answers(), caller, answer.reason()))));
    }

    private static long parse(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new NotFound("manual step", id);
        }
        return Long.parseLong(id);
    }
}
