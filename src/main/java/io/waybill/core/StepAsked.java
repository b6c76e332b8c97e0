package io.waybill.core;

/**
 * A step is about to change the books of its module for a subject. It is published in the transaction of the step, after
 * the step has locked what it changes. A listener that knows that the subject's state does not allow it throws {@link
 * io.waybill.core.saga.OutOfTurn}, and nothing is changed (law 13).
 *
 * @param step the type of its job
 */
public record StepAsked(Subject subject, String step) {}
