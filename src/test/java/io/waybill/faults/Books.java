package io.waybill.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Compares what Waybill shows, over REST and in its tables, with what its customers, drivers and factories know. It
 * shares no code with Waybill or its auditor.
 */
final class Books {

    private static final Set<String> ENDS = Set.of("COMPLETED", "REJECTED", "CANCELLED");
    private static final Map<String, String> STEPS =
            Map.of("COMPLETED", "order.complete", "REJECTED", "order.reject", "CANCELLED", "order.cancel");

    private final Servers servers;
    private final Client client;
    private final World world;
    private final ReservationBooks reservations;
    private final RaceBooks races;

    Books(Servers servers, Client client, World world) {
        this.servers = servers;
        this.client = client;
        this.world = world;
        reservations = new ReservationBooks(servers, client, world);
        races = new RaceBooks(servers, client);
    }

    /** What has not ended of what a run asked for, with its status. */
    List<String> open(Load load) {
        return Stream.of(
                        open(load.accepted().keySet()),
                        reservations.open(load.reservations().accepted().keySet()),
                        races.open(load.races()),
                        load.shelves().open())
                .flatMap(List::stream)
                .toList();
    }

    /** Those of the orders that have not ended, with their status. */
    List<String> open(Set<String> orders) {
        return orders.isEmpty()
                ? List.of()
                : texts(servers.waybillDatabase()
                        .sql("""
                                select concat(order_id, ' ', status) from orders
                                where order_id in (:orders) and status not in (:ends)""")
                        .param("orders", orders)
                        .param("ends", ENDS));
    }

    long completed(Set<String> orders) {
        return orders.isEmpty()
                ? 0
                : servers.waybillDatabase()
                        .sql("select count(*) from orders where order_id in (:orders) and status = 'COMPLETED'")
                        .param("orders", orders)
                        .query(Long.class)
                        .single();
    }

    long reservationsKept() {
        return reservations.completed();
    }

    long pointsBooked() {
        return races.pointsBooked();
    }

    /** What must not be true at any moment, whatever is in progress. */
    List<Violation> checkNow() {
        JdbcClient db = servers.waybillDatabase();
        List<Violation> violations = new ArrayList<>();
        db.sql("""
                        select concat('order ', o.order_id, ' is ', o.status, ', its credit is ', h.status)
                        from orders o join account_hold h
                        on h.order_id = o.order_id and h.process_id = 'order-fulfilment'
                        where o.status in ('REJECTED', 'CANCELLED') and h.status in ('HELD', 'CAPTURED')""")
                .query(String.class)
                .list()
                .forEach(what -> violations.add(new Violation("nothing held for a closed order", what)));
        db.sql("""
                        select concat('order ', o.order_id, ' is ', o.status, ', its stock is ', h.status)
                        from orders o join stock_hold h on h.order_id = o.order_id
                        where o.status in ('REJECTED', 'CANCELLED') and h.status in ('HELD', 'SHIPPED')""")
                .query(String.class)
                .list()
                .forEach(what -> violations.add(new Violation("nothing held for a closed order", what)));
        violations.addAll(reservations.checkNow());
        violations.addAll(races.checkNow());
        return violations;
    }

    /** What must be true once a run's orders, reservations and entries have ended and the factories are done. */
    List<Violation> checkEnd(Load load) throws InterruptedException {
        List<Violation> violations = new ArrayList<>();
        load.complaints().forEach(complaint -> violations.add(new Violation("calls are answered right", complaint)));
        Map<String, JsonNode> orders = new HashMap<>();
        for (String id : load.accepted().keySet()) {
            orders.put(id, client.get("/orders/" + id));
        }
        checkOrders(load, orders, violations);
        checkMoney(load, orders, violations);
        checkStock(load, orders, violations);
        checkProduction(load.plan(), violations);
        violations.addAll(reservations.checkEnd(load.reservations()));
        violations.addAll(races.checkEnd(load.races()));
        violations.addAll(load.shelves().checkEnd());
        return violations;
    }

    private void checkOrders(Load load, Map<String, JsonNode> orders, List<Violation> violations) {
        long kept = servers.waybillDatabase()
                .sql("select count(*) from orders where customer_id in (:customers)")
                .param(
                        "customers",
                        load.plan().accounts().stream().map(Plan.Account::id).toList())
                .query(Long.class)
                .single();
        if (kept != load.plan().orders().size() || kept != orders.size()) {
            violations.add(new Violation(
                    "each call for an order makes one order",
                    "%d called for, %d accepted, %d stored"
                            .formatted(load.plan().orders().size(), orders.size(), kept)));
        }
        orders.forEach((id, order) -> {
            String status = order.path("status").asString();
            List<String> ends = steps(order).filter(STEPS::containsValue).toList();
            if (!ENDS.contains(status) || !ends.equals(List.of(Objects.requireNonNull(STEPS.get(status))))) {
                violations.add(new Violation(
                        "an accepted order reaches exactly one end",
                        "order %s is %s, its timeline shows %s".formatted(id, status, ends)));
                return;
            }
            if (status.equals("COMPLETED") && load.cancelled().contains(id)) {
                violations.add(new Violation("an accepted cancellation holds", "order %s was completed".formatted(id)));
            }
            if (status.equals("REJECTED")
                    && load.plan()
                            .mustComplete(Objects.requireNonNull(load.accepted().get(id)))) {
                violations.add(new Violation(
                        "an order is only rejected for a reason",
                        "order %s: %s".formatted(id, order.path("reason").asString())));
            }
            if (!world.announcedOf(id).equals(Set.of("order." + status.toLowerCase(Locale.ROOT)))) {
                violations.add(new Violation(
                        "an end is announced",
                        "order %s is %s, but %s was announced".formatted(id, status, world.announcedOf(id))));
            }
        });
    }

    private static Stream<String> steps(JsonNode order) {
        return order.path("timeline")
                .valueStream()
                .map(entry -> entry.path("step").asString());
    }

    private void checkMoney(Load load, Map<String, JsonNode> orders, List<Violation> violations)
            throws InterruptedException {
        for (Plan.Account account : load.plan().accounts()) {
            long charged = completed(orders).stream()
                    .filter(order -> order.path("customerId").asString().equals(account.id()))
                    .mapToLong(order -> order.path("total").asLong())
                    .sum();
            expectMoney(violations, account, charged, client.get("/accounts/" + account.id()));
        }
    }

    static void expectMoney(List<Violation> violations, Plan.Account account, long charged, JsonNode now) {
        expect(
                violations,
                "money is conserved",
                "account " + account.id(),
                List.of(account.credit() - charged, 0L, charged),
                List.of(
                        now.path("available").asLong(),
                        now.path("held").asLong(),
                        now.path("captured").asLong()));
    }

    private void checkStock(Load load, Map<String, JsonNode> orders, List<Violation> violations)
            throws InterruptedException {
        Map<Long, Long> produced = servers
                .factoryDatabase()
                .sql(
                        "select item_id, sum(quantity) made from production_log where item_id in (:items) group by item_id")
                .param("items", load.plan().items().stream().map(Plan.Item::id).toList())
                .query((row, number) -> Map.entry(row.getLong("item_id"), row.getLong("made")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (Plan.Item item : load.plan().items()) {
            long shipped = completed(orders).stream()
                    .flatMap(order -> order.path("lines").valueStream())
                    .filter(line -> line.path("itemId").asLong() == item.id())
                    .mapToLong(line -> line.path("quantity").asLong())
                    .sum();
            JsonNode now = client.get("/stock/" + item.id());
            expect(
                    violations,
                    "goods are conserved",
                    "item " + item.id(),
                    List.of(item.stock() + produced.getOrDefault(item.id(), 0L) - shipped, 0L, shipped),
                    List.of(
                            now.path("available").asLong(),
                            now.path("reserved").asLong(),
                            now.path("shipped").asLong()));
        }
    }

    private static List<JsonNode> completed(Map<String, JsonNode> orders) {
        return orders.values().stream()
                .filter(order -> order.path("status").asString().equals("COMPLETED"))
                .toList();
    }

    private static void expect(
            List<Violation> violations, String rule, String what, List<Long> expected, List<Long> actual) {
        if (!actual.equals(expected)) {
            violations.add(new Violation(rule, "%s has %s and should have %s".formatted(what, actual, expected)));
        }
    }

    /** Each request is made once, in full. */
    private void checkProduction(Plan plan, List<Violation> violations) {
        List<Long> items = plan.items().stream().map(Plan.Item::id).toList();
        List<String> requested = texts(servers.waybillDatabase().sql("""
                        select concat('production.requested:', order_id, ':', item_id, ' ', quantity)
                        from production_request where item_id in (:items) order by 1""").param("items", items));
        List<String> made = texts(servers.factoryDatabase().sql("""
                        select concat(request_id, ' ', quantity)
                        from production_log where item_id in (:items) order by 1""").param("items", items));
        if (!requested.equals(made)) {
            violations.add(new Violation(
                    "each factory request is made once", "requested %s, made %s".formatted(requested, made)));
        }
    }

    static List<String> texts(JdbcClient.StatementSpec query) {
        return List.copyOf(query.query((row, number) -> row.getString(1)).list());
    }
}
