package io.waybill.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Compares what Waybill shows of entries and points with what runners and organisers know: a part of {@link Books}. */
final class RaceBooks {

    private static final Map<String, String> STEPS =
            Map.of("COMPLETED", "entry.complete", "REJECTED", "entry.reject", "CANCELLED", "entry.cancel");

    /** What a place is worth over 10 km, from the first on. */
    private static final List<Integer> POINTS = List.of(40, 32, 26, 16, 16, 16, 16, 16, 16, 16);

    private static final int LATER_POINTS = 6;

    private final Servers servers;
    private final Client client;

    RaceBooks(Servers servers, Client client) {
        this.servers = servers;
        this.client = client;
    }

    static boolean isEnd(String status) {
        return STEPS.containsKey(status);
    }

    /** What is still to come: entries that have not ended, and results whose points are not booked. */
    List<String> open(RaceLoad load) {
        return load.race()
                .map(race -> Stream.concat(openEntries(race).stream(), withoutPoints(race).stream())
                        .toList())
                .orElse(List.of());
    }

    private List<String> openEntries(String race) {
        return Books.texts(
                servers.waybillDatabase().sql("""
                        select concat(race_entry_id, ' ', status) from race_entry
                        where race_id = :race and status not in (:ends)""").param("race", race).param("ends", STEPS.keySet()));
    }

    private List<String> withoutPoints(String race) {
        return Books.texts(servers.waybillDatabase().sql("""
                        select concat('result of ', customer_id, ' without its points') from (
                          select customer_id, points_place, rank() over (order by milliseconds) as place
                          from race_result where race_id = :race) r
                        where points_place is null or points_place <> place""").param("race", race));
    }

    long pointsBooked() {
        return servers.waybillDatabase()
                .sql("select coalesce(sum(points), 0) from points_ledger")
                .query(Long.class)
                .single();
    }

    /** What must not be true at any moment, whatever is in progress. */
    List<Violation> checkNow() {
        JdbcClient db = servers.waybillDatabase();
        List<Violation> violations = new ArrayList<>();
        db.sql("""
                        select concat('entry ', r.race_entry_id, ' is ', r.status, ', its fee is ', h.status)
                        from race_entry r join account_hold h
                        on h.order_id = r.race_entry_id and h.process_id = 'race-entry'
                        where r.status in ('REJECTED', 'CANCELLED') and h.status in ('HELD', 'CAPTURED')
                        union all
                        select concat('entry ', r.race_entry_id, ' is ', r.status, ', its place is ', p.status)
                        from race_entry r join race_place p on p.race_entry_id = r.race_entry_id
                        where r.status in ('REJECTED', 'CANCELLED') and p.status in ('TAKEN', 'WAITING')""")
                .query(String.class)
                .list()
                .forEach(what -> violations.add(new Violation("nothing held for a closed entry", what)));
        db.sql("""
                        select concat('race ', r.race_id, ' has ', r.places, ' places, and gave ', count(*))
                        from race r join race_place p on p.race_id = r.race_id and p.status = 'TAKEN'
                        group by r.race_id, r.places, r.taken having count(*) > r.places or count(*) <> r.taken""")
                .query(String.class)
                .list()
                .forEach(what -> violations.add(new Violation("no place is given twice", what)));
        return violations;
    }

    /** What must be true once a run's entries have ended and its results have their points. */
    List<Violation> checkEnd(RaceLoad load) throws InterruptedException {
        List<Violation> violations = new ArrayList<>();
        load.complaints().forEach(complaint -> violations.add(new Violation("calls are answered right", complaint)));
        Map<String, JsonNode> entries = new HashMap<>();
        for (String id : load.accepted().keySet()) {
            entries.put(id, client.get("/entries/" + id));
        }
        entries.forEach((id, entry) -> check(load, id, entry, violations));
        for (Plan.Account account : load.plan().accounts()) {
            long charged = RacePlan.FEE
                    * entries.values().stream()
                            .filter(one -> one.path("runnerId").asString().equals(account.id()))
                            .filter(one -> one.path("status").asString().equals("COMPLETED"))
                            .count();
            Books.expectMoney(violations, account, charged, client.get("/accounts/" + account.id()));
        }
        checkPoints(load, violations);
        return violations;
    }

    private void check(RaceLoad load, String id, JsonNode entry, List<Violation> violations) {
        String status = entry.path("status").asString();
        List<String> ends = entry.path("timeline")
                .valueStream()
                .map(step -> step.path("step").asString())
                .filter(STEPS::containsValue)
                .toList();
        if (!isEnd(status) || !ends.equals(List.of(Objects.requireNonNull(STEPS.get(status))))) {
            violations.add(new Violation(
                    "an accepted entry reaches exactly one end",
                    "entry %s is %s, its timeline shows %s".formatted(id, status, ends)));
        } else if (status.equals("COMPLETED") && load.withdrawn().contains(id)) {
            violations.add(new Violation("an accepted withdrawal holds", "entry %s was completed".formatted(id)));
        }
    }

    /** The first of all was corrected to be the fastest; of the others, each is faster than the one before. */
    private void checkPoints(RaceLoad load, List<Violation> violations) throws InterruptedException {
        if (load.race().isEmpty()) {
            return;
        }
        List<JsonNode> results = client.get(
                        "/races/%s/results?size=200".formatted(load.race().get()))
                .valueStream()
                .toList();
        for (int i = 0; i < results.size(); i++) {
            String runner = results.get(i).path("runnerId").asString();
            int wanted = i < POINTS.size() ? POINTS.get(i) : LATER_POINTS;
            long booked = client.get("/accounts/%s/points".formatted(runner))
                    .path("points")
                    .asLong();
            if (booked != wanted) {
                violations.add(new Violation(
                        "each result earns its points once",
                        "runner %s came in as number %d and has %d points, not %d"
                                .formatted(runner, i + 1, booked, wanted)));
            }
        }
    }
}
