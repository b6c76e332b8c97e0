package io.waybill.core;

import org.jspecify.annotations.Nullable;

/**
 * Something happened in a saga. Published in the transaction that did it, so the subject's timeline shows exactly what
 * was committed.
 *
 * @param step the job type or message that it belongs to, such as {@code stock.reserve}
 * @param detail one sentence for a person, if there is more to say
 */
public record StepTaken(
        Subject subject,
        String step,
        Outcome outcome,
        @Nullable String detail) {

    public enum Outcome {
        /** It took effect. */
        DONE,
        /** It was requested and has no effect: the answer is no. */
        REFUSED,
        /** What it did is undone. */
        UNDONE,
        /** It was tried and failed on the other side. */
        FAILED,
        /** It was retried here, failed each time, and waits for an operator. */
        STUCK
    }

    public static StepTaken done(Subject subject, String step, String detail) {
        return new StepTaken(subject, step, Outcome.DONE, detail);
    }

    public static StepTaken refused(Subject subject, String step, String detail) {
        return new StepTaken(subject, step, Outcome.REFUSED, detail);
    }

    public static StepTaken undone(Subject subject, String step, String detail) {
        return new StepTaken(subject, step, Outcome.UNDONE, detail);
    }

    public static StepTaken failed(Subject subject, String step, String detail) {
        return new StepTaken(subject, step, Outcome.FAILED, detail);
    }

    public static StepTaken stuck(Subject subject, String step, String detail) {
        return new StepTaken(subject, step, Outcome.STUCK, detail);
    }
}
