package io.waybill.platform.webhook;

/**
 * An attempt to deliver, as the outbox stores it.
 *
 * @param round how often the delivery was replayed before
 * @param owner of the webhook
 */
record Attempt(String deliveryId, int round, String owner) {

    String key() {
        return deliveryId + ":" + round;
    }
}
