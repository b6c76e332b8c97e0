package io.waybill.platform.queue;

import java.time.Instant;

/**
 * What every message on a queue carries. The records that implement it add what their type needs; all of it is one flat
 * JSON object.
 */
public interface QueueMessage {

    /** What the message says, {@code noun.past}: {@code production.requested}. */
    String type();

    /** Version of the type's fields, from 1 on. */
    int version();

    /** The same for every copy of this message: receivers dedupe by it. */
    String id();

    String orderId();

    Instant occurredAt();
}
