package io.waybill.faults;

import io.waybill.faults.Client.Answer;
import io.waybill.faults.Client.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A run's customers who reserve drivers: like {@link Load}, for the other process. */
final class ReservationLoad {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ReservationPlan plan;
    private final Client client;
    private final World world;
    private final Map<String, ReservationPlan.Wanted> accepted = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final List<Thread> customers = new ArrayList<>();

    ReservationLoad(ReservationPlan plan, Client client, World world) {
        this.plan = plan;
        this.client = client;
        this.world = world;
    }

    void start() {
        int pause = 0;
        for (ReservationPlan.Wanted wanted : plan.reservations()) {
            pause += wanted.pauseMillis();
            int begin = pause;
            customers.add(Thread.ofVirtual().start(() -> act(wanted, begin)));
        }
    }

    private void act(ReservationPlan.Wanted wanted, int begin) {
        try {
            Thread.sleep(begin);
            Call call = reserve(wanted);
            Integer cancelAfter = wanted.cancelAfterMillis();
            if (cancelAfter != null) {
                Thread.sleep(cancelAfter);
                cancel(wanted, call.reservation());
            } else if (wanted.refusals() > 0) {
                // Some customers pretend that they never got the answer.
                String again = id(send(wanted, call.key(), call.body()));
                if (!again.equals(call.reservation())) {
                    complaints.add("One call with one key made the reservations %s and %s"
                            .formatted(call.reservation(), again));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            complaints.add(e.toString());
        }
    }

    /** A call, and what it made. */
    private record Call(String key, Map<String, String> body, String reservation) {}

    /** If a fault lasts until the slot has begun, Waybill refuses it (422), and the customer wants a later one. */
    private Call reserve(ReservationPlan.Wanted wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int slot = 1; true; slot++) {
            String key = wanted.key() + "-" + slot;
            Map<String, String> body = body(wanted);
            Answer answer = send(wanted, key, body);
            if (answer.status() != 422 || System.nanoTime() > deadline) {
                String id = id(answer);
                world.expect(id, wanted.refusals());
                accepted.put(id, wanted);
                return new Call(key, body, id);
            }
            Thread.sleep(200);
        }
    }

    private static Map<String, String> body(ReservationPlan.Wanted wanted) {
        Instant start = Instant.now().plusMillis(wanted.aheadMillis());
        return Map.of(
                "customerId",
                wanted.account(),
                "place",
                "Seoul Station, exit 1",
                "startsAt",
                start.toString(),
                "endsAt",
                start.plusMillis(wanted.lengthMillis()).toString());
    }

    private Answer send(ReservationPlan.Wanted wanted, String key, Map<String, String> body)
            throws InterruptedException {
        return client.persistently(Who.customer(wanted.account()), "POST", "/reservations", body, key);
    }

    private static String id(Answer answer) {
        if (answer.status() != 202) {
            throw new IllegalStateException("The reservation was answered by " + answer);
        }
        return answer.body().path("id").asString();
    }

    private void cancel(ReservationPlan.Wanted wanted, String id) throws InterruptedException {
        Answer answer = client.persistently(
                Who.customer(wanted.account()), "POST", "/reservations/%s/cancellation".formatted(id), null, null);
        switch (answer.status()) {
            case 202 -> cancelled.add(id);
            case 409 -> {}
            default -> throw new IllegalStateException("The cancellation was answered by " + answer);
        }
    }

    ReservationPlan plan() {
        return plan;
    }

    /** The reservations accepted so far, by their ids. */
    Map<String, ReservationPlan.Wanted> accepted() {
        return Map.copyOf(accepted);
    }

    /** Those whose cancellation was accepted. */
    Set<String> cancelled() {
        return Set.copyOf(cancelled);
    }

    /** Wrong answers that customers got. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void awaitEnd() throws InterruptedException {
        for (Thread customer : customers) {
            customer.join();
        }
    }
}
