package io.waybill.race.entry;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import org.springframework.stereotype.Component;

@Component
public class EntryWorker {

    private final EntryEndings endings;

    EntryWorker(EntryEndings endings) {
        this.endings = endings;
    }

    @Step(
            name = "Commit entry",
            does =
                    "Decides in the database between charging the fee and a withdrawal that was requested in time. Answers whether the fee is charged.",
            kind = Kind.PIVOT,
            effectIf = "committed",
            needs = {Steps.HOLD_FEE, Steps.TAKE_PLACE})
    @JobWorker(type = Steps.COMMIT)
    public Committed commit(@Variable String entryId) {
        return new Committed(endings.commit(EntryId.of(entryId)));
    }

    @Step(
            name = "Complete entry",
            does = "Ends the entry as completed: the runner takes part.",
            kind = Kind.COMPLETION,
            needs = Steps.CHARGE_FEE)
    @JobWorker(type = Steps.COMPLETE)
    public void complete(@Variable String entryId) {
        endings.complete(EntryId.of(entryId));
    }

    @Step(
            name = "Reject entry",
            does = "Ends the entry as rejected; every participant closes its books for it.",
            kind = Kind.CLOSING)
    @JobWorker(type = Steps.REJECT)
    public void reject(@Variable String entryId, @Variable String cause) {
        endings.reject(EntryId.of(entryId), Cause.of(cause));
    }

    @Step(
            name = "Cancel entry",
            does = "Ends the entry as cancelled; every participant closes its books for it.",
            kind = Kind.CLOSING)
    @JobWorker(type = Steps.CANCEL)
    public void cancel(@Variable String entryId, @Variable String cause) {
        endings.cancel(EntryId.of(entryId), Cause.of(cause));
    }

    public record Committed(boolean committed) {}
}
