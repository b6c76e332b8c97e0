package io.waybill.platform.queue;

/** A message on its way to a queue, as the outbox stores it. */
public record QueueMail(String queue, String body) {}
