package io.waybill.core.saga;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a job does in a saga, beside its {@code @JobWorker}. What it reads and writes is told by the method itself: its
 * variables, and the components of the record that it answers.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Step {

    /** What the values of a key look like: the ids and keys of messages are made of them. */
    String PLAIN = "[\\x20-\\x7e]{0,40}";

    /** What models call it: "Reserve credit". */
    String name();

    /** What it does, a sentence for analysts. */
    String does();

    Kind kind();

    /** Of a {@link Kind#COMPENSATABLE} step: the type of the job that undoes it. */
    String undo() default "";

    /** Of a {@link Kind#COMPENSATABLE} step without an undo of its own: the type of the job whose undo undoes it, too. */
    String undoneWith() default "";

    /** Of an {@link Kind#UNDO}: the types of those that have to be done before it, if they are to be done. */
    String[] undoAfter() default {};

    /**
     * Whether it waits for people. They may never come to it, and what they answer the task names that asks them: see
     * {@link Question}.
     */
    boolean byPeople() default false;

    /**
     * The variables that tell apart what is done several times for one order (law 1): beside the order's id, the step is
     * keyed by them. One that is not given stands for all of it.
     */
    String[] key() default {};

    /** Codes of the BPMN errors that it throws. */
    String[] throwsErrors() default {};

    /** The part that a job plays. */
    enum Kind {
        /** Has no effect that would have to be undone. */
        NO_EFFECT,
        /** Has an effect that can be undone, up to the pivot. */
        COMPENSATABLE,
        /** Undoes a compensatable step; of nothing, it undoes nothing. */
        UNDO,
        /** Decides that the order ships: from then on nothing is undone. */
        PIVOT,
        /** Has an effect that is for good; only after the pivot, and tried until it succeeds. */
        RETRIABLE,
        /** Ends the order as fulfilled. */
        COMPLETION,
        /** Ends the order unfulfilled, and closes all books for it (law 3). */
        CLOSING
    }
}
