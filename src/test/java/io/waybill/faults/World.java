package io.waybill.faults;

import io.waybill.faults.Client.Answer;
import io.waybill.faults.Client.Who;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import tools.jackson.databind.JsonNode;

/**
 * The other ends of Waybill's queues, for all runs: drivers, who answer each offer as the plan says, and a
 * listener to the announcements about orders.
 */
final class World implements AutoCloseable {

    private static final int LONGEST_WAIT_FOR_THE_CUSTOMER = 600;

    private final Client client;
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> announced = new ConcurrentHashMap<>();
    private volatile boolean silent;
    private final Inbox offers;
    private final Inbox events;

    World(SqsAsyncClient sqs, Client client) {
        this.client = client;
        offers = new Inbox(sqs, "driver-offers", this::answer);
        events = new Inbox(sqs, "order-events", this::hear);
    }

    /** Makes this many drivers refuse an order or a reservation before one accepts. */
    void expect(String id, int howMany) {
        refusals.put(id, howMany);
    }

    /** Whether a driver accepted the order or the reservation, and was told that this counts. */
    boolean isTaken(String id) {
        return taken.contains(id);
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
        boolean isReservation = offer.path("type").asString().equals("reservation.offered");
        String id = offer.path(isReservation ? "reservationId" : "orderId").asString();
        try {
            Integer planned = refusals.get(id);
            // The customer may not have received the acceptance yet.
            for (int tenths = 0; planned == null && tenths < LONGEST_WAIT_FOR_THE_CUSTOMER; tenths++) {
                Thread.sleep(100);
                planned = refusals.get(id);
            }
            while (silent) {
                Thread.sleep(100);
            }
            boolean refuses = planned != null && offer.path("offer").asInt() <= planned;
            Answer answer = client.persistently(
                    Who.driver(driver),
                    "POST",
                    "/%s/%s/%s"
                            .formatted(
                                    isReservation ? "reservations" : "deliveries",
                                    id,
                                    refuses ? "refusal" : "acceptance"),
                    Map.of("driverId", driver),
                    null);
            if (!answer.isSuccess() && answer.status() != 409) {
                throw new IllegalStateException("Driver %s got the answer %s".formatted(driver, answer));
            }
            if (answer.isSuccess() && !refuses) {
                taken.add(id);
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
