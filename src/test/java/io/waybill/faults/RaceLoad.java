package io.waybill.faults;

import io.waybill.faults.Client.Answer;
import io.waybill.faults.Client.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run's race: like {@link Load}, for the third process. Once it is over, its organiser enters the results, and corrects
 * the first.
 */
final class RaceLoad {

    static final long SLOWEST = 3_600_000;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Who ORGANISER = new Who("organiser", "O-1");

    private final RacePlan plan;
    private final String key;
    private final Client client;
    private final Map<String, RacePlan.Runner> accepted = new ConcurrentHashMap<>();
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final List<Thread> people = new ArrayList<>();
    private volatile @Nullable String race;

    /** @param key by which Waybill recognizes a repeated call for the race */
    RaceLoad(RacePlan plan, String key, Client client) {
        this.plan = plan;
        this.key = key;
        this.client = client;
    }

    void start() throws InterruptedException {
        Instant closes = Instant.now().plusMillis(plan.closesInMillis());
        Answer made = client.persistently(
                ORGANISER,
                "POST",
                "/races",
                Map.of(
                        "name",
                        "Fault Run",
                        "startsAt",
                        closes.toString(),
                        "closesAt",
                        closes.toString(),
                        "metres",
                        10_000,
                        "places",
                        plan.places(),
                        "fee",
                        RacePlan.FEE),
                key);
        if (made.status() != 201) {
            throw new IllegalStateException("The race was answered by " + made);
        }
        String id = made.body().path("id").asString();
        race = id;
        int pause = 0;
        for (RacePlan.Runner runner : plan.runners()) {
            pause += runner.pauseMillis();
            int begin = pause;
            people.add(Thread.ofVirtual().start(() -> guarded(() -> run(id, runner, begin))));
        }
        people.add(Thread.ofVirtual().start(() -> guarded(() -> enterResults(id))));
    }

    private interface Action {
        void act() throws InterruptedException;
    }

    private void guarded(Action action) {
        try {
            action.act();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            complaints.add(e.toString());
        }
    }

    private void run(String id, RacePlan.Runner runner, int begin) throws InterruptedException {
        Thread.sleep(begin);
        Who who = Who.customer(runner.account().id());
        Optional<String> entry = enter(id, who);
        entry.ifPresent(one -> accepted.put(one, runner));
        Integer withdrawAfter = runner.withdrawAfterMillis();
        if (entry.isPresent() && withdrawAfter != null) {
            Thread.sleep(withdrawAfter);
            Answer answer =
                    client.persistently(who, "POST", "/entries/%s/withdrawal".formatted(entry.get()), null, null);
            switch (answer.status()) {
                case 202 -> withdrawn.add(entry.get());
                case 409 -> {}
                default -> throw new IllegalStateException("The withdrawal was answered by " + answer);
            }
        }
    }

    /** Without a key: a call whose answer was lost is refused (409) when it is repeated, and its entry is there. */
    private Optional<String> enter(String id, Who who) throws InterruptedException {
        Answer answer =
                client.persistently(who, "POST", "/races/%s/entries".formatted(id), Map.of("runnerId", who.id()), null);
        return switch (answer.status()) {
            case 202 -> Optional.of(answer.body().path("id").asString());
            case 409 ->
                client.get("/entries?runnerId=" + who.id())
                        .valueStream()
                        .map(entry -> entry.path("id").asString())
                        .findFirst();
            default -> throw new IllegalStateException("The entry was answered by " + answer);
        };
    }

    private void enterResults(String id) throws InterruptedException {
        List<JsonNode> completed = awaitEntries(id);
        for (int i = 0; i < completed.size(); i++) {
            result(id, completed.get(i), Map.of("milliseconds", SLOWEST - i));
        }
        if (!completed.isEmpty()) {
            result(id, completed.getFirst(), Map.of("milliseconds", 1_800_000, "reason", "Another chip"));
        }
    }

    private void result(String id, JsonNode entry, Map<String, Object> time) throws InterruptedException {
        String runner = entry.path("runnerId").asString();
        Answer answer = client.persistently(ORGANISER, "PUT", "/races/%s/results/%s".formatted(id, runner), time, null);
        if (!answer.isSuccess()) {
            throw new IllegalStateException("The result of %s was answered by %s".formatted(runner, answer));
        }
    }

    /** Waits until the race has closed and all its entries have ended. Returns those that were completed. */
    private List<JsonNode> awaitEntries(String id) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Instant closes =
                    Instant.parse(client.get("/races/" + id).path("closesAt").asString());
            List<JsonNode> entries = client.get("/races/%s/entries?size=200".formatted(id))
                    .valueStream()
                    .toList();
            if (Instant.now().isAfter(closes.plusSeconds(1))
                    && entries.stream().allMatch(entry -> RaceBooks.isEnd(status(entry)))) {
                return entries.stream()
                        .filter(entry -> status(entry).equals("COMPLETED"))
                        .toList();
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("The entries for race %s have not ended after %s".formatted(id, PATIENCE));
    }

    private static String status(JsonNode entry) {
        return entry.path("status").asString();
    }

    RacePlan plan() {
        return plan;
    }

    /** The id of the race, once it is made. */
    Optional<String> race() {
        return Optional.ofNullable(race);
    }

    /** The entries accepted so far, by their ids. */
    Map<String, RacePlan.Runner> accepted() {
        return Map.copyOf(accepted);
    }

    /** Those whose withdrawal was accepted. */
    Set<String> withdrawn() {
        return Set.copyOf(withdrawn);
    }

    /** Wrong answers that people got. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void awaitEnd() throws InterruptedException {
        for (Thread one : people) {
            one.join();
        }
    }
}
