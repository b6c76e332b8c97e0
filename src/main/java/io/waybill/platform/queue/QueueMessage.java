package io.waybill.platform.queue;

import java.time.Instant;

/**
 * The fields of every message on a queue. The records that implement it add what their type needs; all of it is one
 * flat JSON object.
 */
public interface QueueMessage {

    /** What happened, as {@code noun.past}: {@code production.requested}. */
    String type();

    /** Version of the type's fields, starting at 1. */
    int version();

    /** The same for every copy of this message: receivers dedupe by it. */
    String id();

    Instant occurredAt();
}
