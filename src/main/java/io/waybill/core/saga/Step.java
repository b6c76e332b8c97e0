package io.waybill.core.saga;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a job does in a saga, declared next to its {@code @JobWorker}. The method's signature shows what it reads and
 * writes: its variables, and the components of the record that it returns.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Step {

    /** What the values of a key look like: message ids and correlation keys are built from them. */
    String PLAIN = "[\\x20-\\x7e]{0,40}";

    /** What models call it: "Reserve credit". */
    String name();

    /** What it does, a sentence for analysts. */
    String does();

    Kind kind();

    /** For a {@link Kind#COMPENSATABLE} step: the type of the job that undoes it. */
    String undo() default "";

    /** For a {@link Kind#COMPENSATABLE} step without its own undo: the type of the job whose undo covers it too. */
    String undoneWith() default "";

    /** For an {@link Kind#UNDO}: the types of the undo jobs that must run before it, if they run at all. */
    String[] undoAfter() default {};

    /**
     * Whether it waits for people, who may never get to it. The task in the model names their answers: see
     * {@link Question}.
     */
    boolean byPeople() default false;

    /**
     * The variables that distinguish what is done several times for one order (law 1): they and the order's id are the
     * step's key. A variable that is not given stands for the whole.
     */
    String[] key() default {};

    /**
     * The types of the jobs whose effect has to be there before this step: without it, the step is refused. They are
     * looked at in this order, which has to be that of the participants.
     */
    String[] needs() default {};

    /**
     * What it needs besides, unless the model says that it does without: types of jobs, or names of messages that have to
     * be received before.
     */
    String[] waivable() default {};

    /**
     * For which of its answers it has the effect that others need: a condition in FEEL, such as {@code committed}. Without
     * one, it always has.
     */
    String effectIf() default "";

    /** The type of the job whose effect it makes whole, if that job left something missing. */
    String completes() default "";

    /** Codes of the BPMN errors that it throws. */
    String[] throwsErrors() default {};

    /** The role of a job. */
    enum Kind {
        /** Has no effect that needs undoing. */
        NO_EFFECT,
        /** Has an effect that can be undone before the pivot. */
        COMPENSATABLE,
        /** Undoes a compensatable step; does nothing if that step had no effect. */
        UNDO,
        /** Decides that the order ships: after it, nothing is undone. */
        PIVOT,
        /** Has a permanent effect; only allowed after the pivot, and retried until it succeeds. */
        RETRIABLE,
        /** Ends the order as fulfilled. */
        COMPLETION,
        /** Ends the order unfulfilled, and closes all books for it (law 3). */
        CLOSING
    }
}
