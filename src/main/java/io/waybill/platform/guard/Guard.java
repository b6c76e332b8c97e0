package io.waybill.platform.guard;

import io.waybill.core.StepAsked;
import io.waybill.core.Subject;
import io.waybill.core.saga.Evidence;
import io.waybill.core.saga.OutOfTurn;
import io.waybill.core.saga.Step;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.process.Processes;
import io.waybill.platform.process.Subjects;
import io.waybill.platform.process.Subjects.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Refuses steps that the state of their subject does not allow, by what each declares with {@link Step}. Since a step has
 * locked what it is about to change, an undo and the pivot of the same subject see each other.
 */
@Component
class Guard {

    private final ObjectProvider<Contract> contract;
    private final ObjectProvider<Evidence> evidence;
    private final Processes processes;
    private final Subjects subjects;

    Guard(
            ObjectProvider<Contract> contract,
            ObjectProvider<Evidence> evidence,
            Processes processes,
            Subjects subjects) {
        this.contract = contract;
        this.evidence = evidence;
        this.processes = processes;
        this.subjects = subjects;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(StepAsked asked) {
        Step step = step(asked.step());
        Subject subject = asked.subject();
        switch (step.kind()) {
            case RETRIABLE, COMPLETION -> requireAfterPivot(step, subject);
            case UNDO, CLOSING -> requireBeforePivot(step, subject);
            case NO_EFFECT, COMPENSATABLE, PIVOT -> {}
        }
        requireNeeds(step, subject);
    }

    private void requireAfterPivot(Step step, Subject subject) {
        if (subjects.phase(subject) == Phase.BEFORE_PIVOT) {
            throw new OutOfTurn("“%s” was asked for before it was decided that %s is fulfilled"
                    .formatted(step.name(), called(subject)));
        }
    }

    private void requireBeforePivot(Step step, Subject subject) {
        Phase phase = subjects.phase(subject);
        if (phase == Phase.AFTER_PIVOT || phase == Phase.SUCCEEDED) {
            throw new OutOfTurn("“%s” was asked for after it was decided that %s is fulfilled, when nothing is undone"
                    .formatted(step.name(), called(subject)));
        }
    }

    private void requireNeeds(Step step, Subject subject) {
        List<String> missing = Arrays.stream(step.needs())
                .filter(needed -> !isDone(needed, subject))
                .toList();
        if (!missing.isEmpty()) {
            throw new OutOfTurn("“%s” was asked for without %s"
                    .formatted(
                            step.name(),
                            missing.stream()
                                    .map(type -> "“%s”".formatted(step(type).name()))
                                    .collect(Collectors.joining(" and "))));
        }
    }

    private boolean isDone(String step, Subject subject) {
        return evidence.stream()
                .flatMap(books -> books.of(step, subject).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No module has evidence of the step " + step));
    }

    private String called(Subject subject) {
        return processes.of(subject).called(subject.key());
    }

    private Step step(String type) {
        return contract.getObject()
                .job(type)
                .orElseThrow(() -> new IllegalArgumentException("There is no step " + type))
                .step();
    }
}
