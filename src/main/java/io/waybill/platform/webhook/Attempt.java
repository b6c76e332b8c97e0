package io.waybill.platform.webhook;

/**
 * What the outbox keeps of a delivery that is to be tried.
 *
 * @param round how often it was replayed before
 * @param owner of the webhook
 */
record Attempt(String deliveryId, int round, String owner) {

    String key() {
        return deliveryId + ":" + round;
    }
}
