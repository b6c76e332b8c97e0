package io.waybill.faults;

/** A place in Waybill's work where a fault can strike. */
enum Point {
    /** A message is in the outbox, committed, and about to be sent to SQS or handed to the engine. */
    SENDING,
    /** A step is about to begin in a transaction that has already done another one. */
    BETWEEN_STEPS,
    /** A step has done its work. */
    IN_STEP,
    /** The same, in a job (a timer's or a parked step's) that this replica's job executor has locked. */
    IN_JOB,
    /** The transaction of steps, or of an HTTP call, is about to commit. */
    BEFORE_COMMIT,
    AFTER_COMMIT,
    /** SQS or the engine has accepted a message that is still in the outbox. */
    SENT
}
