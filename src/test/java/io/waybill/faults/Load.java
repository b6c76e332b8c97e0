package io.waybill.faults;

import io.waybill.faults.Client.Answer;
import io.waybill.faults.Client.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run's customers, who follow the plan, and those who reserve drivers, enter a race and empty shelves meanwhile: each order is placed again until it is
 * accepted, and must be one order.
 */
final class Load {

    private final Plan plan;
    private final ReservationLoad reservations;
    private final RaceLoad races;
    private final Shelves shelves;
    private final Client client;
    private final World world;
    private final Map<String, Plan.Order> accepted = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final List<Thread> customers = new ArrayList<>();

    Load(Plan plan, ReservationLoad reservations, RaceLoad races, Shelves shelves, Client client, World world) {
        this.plan = plan;
        this.reservations = reservations;
        this.races = races;
        this.shelves = shelves;
        this.client = client;
        this.world = world;
    }

    /** Opens the accounts and stocks the items. */
    void prepare() throws InterruptedException, ExecutionException {
        List<Callable<Answer>> calls = new ArrayList<>();
        Stream.of(plan.accounts(), reservations.plan().accounts(), races.plan().accounts())
                .flatMap(List::stream)
                .forEach(account ->
                        calls.add(() -> put("/accounts/" + account.id(), Map.of("available", account.credit()))));
        for (Plan.Item item : plan.items()) {
            calls.add(() -> {
                put(
                        "/items/" + item.id(),
                        Map.of("name", "Item" + item.id(), "price", item.price(), "factoryId", item.factory()));
                return put("/stock/" + item.id(), Map.of("available", item.stock()));
            });
        }
        atOnce(calls);
    }

    private Answer put(String path, Object body) throws InterruptedException {
        Answer answer = client.persistently(Who.OPERATOR, "PUT", path, body, null);
        if (!answer.isSuccess()) {
            throw new IllegalStateException("PUT %s: %s".formatted(path, answer));
        }
        return answer;
    }

    private static <T> void atOnce(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<T> done : threads.invokeAll(calls)) {
                done.get();
            }
        }
    }

    void start() throws InterruptedException {
        races.start();
        shelves.start();
        reservations.start();
        if (plan.clients() > 0) {
            IntStream.range(0, plan.clients())
                    .forEach(client -> customers.add(Thread.ofVirtual().start(() -> actInTurn(client))));
            return;
        }
        int pause = 0;
        for (Plan.Order order : plan.orders()) {
            pause += order.pauseMillis();
            int begin = pause;
            customers.add(Thread.ofVirtual().start(() -> act(order, begin)));
        }
    }

    private void actInTurn(int client) {
        for (int i = client; i < plan.orders().size(); i += plan.clients()) {
            act(plan.orders().get(i), 0);
        }
    }

    private void act(Plan.Order order, int begin) {
        try {
            Thread.sleep(begin);
            String id = place(order);
            Integer cancelAfter = order.cancelAfterMillis();
            if (cancelAfter != null) {
                Thread.sleep(cancelAfter);
                cancel(order, id);
            } else if (order.refusals() > 0) {
                // Some customers pretend that they never got the answer.
                String again = place(order);
                if (!again.equals(id)) {
                    complaints.add("One call with one key made the orders %s and %s".formatted(id, again));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            complaints.add(e.toString());
        }
    }

    private String place(Plan.Order order) throws InterruptedException {
        Answer answer = client.persistently(
                Who.customer(order.account()),
                "POST",
                "/orders",
                Map.of(
                        "customerId",
                        order.account(),
                        "lines",
                        order.lines().stream()
                                .map(line -> Map.of("itemId", line.item(), "quantity", line.quantity()))
                                .toList(),
                        "deliveryAddress",
                        Map.of("street", "1 Teheran-ro", "city", "Seoul")),
                order.key());
        if (answer.status() != 202) {
            throw new IllegalStateException("The order was answered by " + answer);
        }
        String id = answer.body().path("id").asString();
        world.expect(id, order.refusals());
        accepted.put(id, order);
        return id;
    }

    private void cancel(Plan.Order order, String id) throws InterruptedException {
        Answer answer = client.persistently(
                Who.customer(order.account()), "POST", "/orders/%s/cancellation".formatted(id), null, null);
        switch (answer.status()) {
            case 202 -> cancelled.add(id);
            case 409 -> {}
            default -> throw new IllegalStateException("The cancellation was answered by " + answer);
        }
    }

    Plan plan() {
        return plan;
    }

    ReservationLoad reservations() {
        return reservations;
    }

    RaceLoad races() {
        return races;
    }

    Shelves shelves() {
        return shelves;
    }

    /** The orders accepted so far, by their ids. */
    Map<String, Plan.Order> accepted() {
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

    void awaitAccepted(int count) throws InterruptedException {
        while (accepted.size() < count && customers.stream().anyMatch(Thread::isAlive)) {
            Thread.sleep(10);
        }
    }

    void awaitEnd() throws InterruptedException {
        for (Thread customer : customers) {
            customer.join();
        }
        reservations.awaitEnd();
        races.awaitEnd();
        shelves.awaitEnd();
    }
}
