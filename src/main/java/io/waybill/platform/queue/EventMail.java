package io.waybill.platform.queue;

/**
 * An event on its way to the topic, as the outbox stores it.
 *
 * @param queue that it goes to if there is no topic any more
 */
record EventMail(String queue, String type, String body) {}
