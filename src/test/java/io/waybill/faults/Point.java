package io.waybill.faults;

/** A place in Waybill's work where a fault can strike. */
enum Point {
    BEFORE_TRANSACTION,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    /** The engine has answered that a job is completed. */
    COMPLETED,
    /** A message is in the outbox, committed, and about to be sent to SQS or to the engine. */
    SENDING,
    /** SQS or the engine has taken a message that is still in the outbox. */
    SENT
}
