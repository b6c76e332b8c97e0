package io.waybill.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Compares what Waybill shows of reservations with what their customers and drivers know: a part of {@link Books}. */
final class ReservationBooks {

    private static final Map<String, String> STEPS = Map.of(
            "COMPLETED", "reservation.complete",
            "REJECTED", "reservation.reject",
            "CANCELLED", "reservation.cancel");

    private final Servers servers;
    private final Client client;
    private final World world;

    ReservationBooks(Servers servers, Client client, World world) {
        this.servers = servers;
        this.client = client;
        this.world = world;
    }

    /** Those of the reservations that have not ended, with their status. */
    List<String> open(Set<String> reservations) {
        return reservations.isEmpty()
                ? List.of()
                : Books.texts(servers.waybillDatabase()
                        .sql("""
                                select concat(reservation_id, ' ', status) from reservation
                                where reservation_id in (:reservations) and status not in (:ends)""")
                        .param("reservations", reservations)
                        .param("ends", STEPS.keySet()));
    }

    long completed() {
        return servers.waybillDatabase()
                .sql("select count(*) from reservation where status = 'COMPLETED'")
                .query(Long.class)
                .single();
    }

    /** What must not be true at any moment, whatever is in progress. */
    List<Violation> checkNow() {
        JdbcClient db = servers.waybillDatabase();
        List<Violation> violations = new ArrayList<>();
        db.sql("""
                        select concat('reservation ', r.reservation_id, ' is ', r.status, ', its fee is ', h.status)
                        from reservation r join account_hold h
                        on h.order_id = r.reservation_id and h.process_id = 'driver-reservation'
                        where r.status in ('REJECTED', 'CANCELLED') and h.status in ('HELD', 'CAPTURED')
                        union all
                        select concat('reservation ', reservation_id, ' is ', status, ', its driver is ', driver_id)
                        from reservation where status in ('REJECTED', 'CANCELLED') and driver_id is not null""")
                .query(String.class)
                .list()
                .forEach(what -> violations.add(new Violation("nothing held for a closed reservation", what)));
        db.sql("""
                        select concat('driver ', a.driver_id, ' has ', a.reservation_id, ' and ', b.reservation_id)
                        from reservation a join reservation b
                        on b.driver_id = a.driver_id and b.starts_at < a.ends_at and b.ends_at > a.starts_at
                        where a.reservation_id < b.reservation_id""")
                .query(String.class)
                .list()
                .forEach(what -> violations.add(new Violation("a driver has one reservation at a time", what)));
        return violations;
    }

    /** What must be true once a run's reservations have ended. */
    List<Violation> checkEnd(ReservationLoad load) throws InterruptedException {
        List<Violation> violations = new ArrayList<>();
        load.complaints().forEach(complaint -> violations.add(new Violation("calls are answered right", complaint)));
        Map<String, JsonNode> reservations = new HashMap<>();
        for (String id : load.accepted().keySet()) {
            reservations.put(id, client.get("/reservations/" + id));
        }
        checkCount(load, violations);
        reservations.forEach((id, reservation) -> check(load, id, reservation, violations));
        checkMoney(load, reservations, violations);
        return violations;
    }

    private void checkCount(ReservationLoad load, List<Violation> violations) {
        int wanted = load.plan().reservations().size();
        int accepted = load.accepted().size();
        long kept = servers.waybillDatabase()
                .sql("select count(*) from reservation where customer_id in (:customers)")
                .param(
                        "customers",
                        load.plan().accounts().stream().map(Plan.Account::id).toList())
                .query(Long.class)
                .single();
        if (kept != wanted || kept != accepted) {
            violations.add(new Violation(
                    "each call for a reservation makes one reservation",
                    "%d called for, %d accepted, %d stored".formatted(wanted, accepted, kept)));
        }
    }

    private void check(ReservationLoad load, String id, JsonNode reservation, List<Violation> violations) {
        ReservationPlan.Wanted wanted = Objects.requireNonNull(load.accepted().get(id));
        String status = reservation.path("status").asString();
        String reason = reservation.path("reason").asString();
        List<String> ends = reservation
                .path("timeline")
                .valueStream()
                .map(entry -> entry.path("step").asString())
                .filter(STEPS::containsValue)
                .toList();
        if (!STEPS.containsKey(status) || !ends.equals(List.of(Objects.requireNonNull(STEPS.get(status))))) {
            violations.add(new Violation(
                    "an accepted reservation reaches exactly one end",
                    "reservation %s is %s, its timeline shows %s".formatted(id, status, ends)));
            return;
        }
        if (status.equals("COMPLETED") && load.cancelled().contains(id)) {
            violations.add(
                    new Violation("an accepted cancellation holds", "reservation %s was completed".formatted(id)));
        }
        if (status.equals("REJECTED") && load.plan().isCovered(wanted.account())) {
            violations.add(new Violation(
                    "a reservation is only rejected for a reason", "reservation %s: %s".formatted(id, reason)));
        }
        if (!status.equals("COMPLETED") && world.isTaken(id) && wanted.cancelAfterMillis() == null) {
            violations.add(new Violation(
                    "a driver's acceptance holds", "reservation %s is %s: %s".formatted(id, status, reason)));
        }
    }

    private void checkMoney(ReservationLoad load, Map<String, JsonNode> reservations, List<Violation> violations)
            throws InterruptedException {
        for (Plan.Account account : load.plan().accounts()) {
            long charged = ReservationPlan.FEE
                    * reservations.values().stream()
                            .filter(one -> one.path("customerId").asString().equals(account.id()))
                            .filter(one -> one.path("status").asString().equals("COMPLETED"))
                            .count();
            Books.expectMoney(violations, account, charged, client.get("/accounts/" + account.id()));
        }
    }
}
