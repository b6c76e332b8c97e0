package io.waybill.faults;

import io.waybill.faults.Client.Answer;
import io.waybill.faults.Client.Who;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import tools.jackson.databind.JsonNode;

/**
 * The other ends of Waybill's queues, for all runs: drivers, who answer each offer as its order's plan says, and a
 * listener to the announcements about orders.
 */
final class World implements AutoCloseable {

    private static final int LONGEST_WAIT_FOR_THE_CUSTOMER = 600;

    private final Client client;
    private final Map<String, Plan.Order> plans = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> announced = new ConcurrentHashMap<>();
    private volatile boolean silent;
    private final Inbox offers;
    private final Inbox events;

    World(SqsAsyncClient sqs, Client client) {
        this.client = client;
        offers = new Inbox(sqs, "driver-offers", this::answer);
        events = new Inbox(sqs, "order-events", this::hear);
    }

    /** Makes the drivers treat this order as planned. */
    void expect(String order, Plan.Order planned) {
        plans.put(order, planned);
    }

    /** Whether drivers hold back their answers for now. */
    void setSilent(boolean silent) {
        this.silent = silent;
    }

    /** What was announced about an order, such as {@code order.completed}, without repetitions. */
    Set<String> announcedOf(String order) {
        return announced.getOrDefault(order, Set.of());
    }

    private void hear(JsonNode event) {
        announced
                .computeIfAbsent(event.path("orderId").asString(), order -> ConcurrentHashMap.newKeySet())
                .add(event.path("type").asString());
    }

    private void answer(JsonNode offer) {
        String driver = offer.path("driverId").asString();
        String order = offer.path("orderId").asString();
        try {
            Plan.Order planned = plans.get(order);
            // The customer may not have received the acceptance of the order yet.
            for (int tenths = 0; planned == null && tenths < LONGEST_WAIT_FOR_THE_CUSTOMER; tenths++) {
                Thread.sleep(100);
                planned = plans.get(order);
            }
            while (silent) {
                Thread.sleep(100);
            }
            boolean refuses = planned != null && offer.path("offer").asInt() <= planned.refusals();
            Answer answer = client.persistently(
                    Who.driver(driver),
                    "POST",
                    "/deliveries/%s/%s".formatted(order, refuses ? "refusal" : "acceptance"),
                    Map.of("driverId", driver),
                    null);
            if (!answer.isSuccess() && answer.status() != 409) {
                throw new IllegalStateException("Driver %s got the answer %s".formatted(driver, answer));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        offers.close();
        events.close();
    }
}
