package io.waybill.mutants;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ModelFile;
import io.waybill.platform.engine.embedded.EngineByHand.Turns;
import io.waybill.platform.model.source.Source;
import io.waybill.shop.production.FactoryAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A Waybill of its own, in which time passes when nobody has anything left to do. */
final class World {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_WORK = Duration.ofSeconds(20);

    /** What these rules find is true of any order that is stuck, and is no mistake in the books. */
    private static final Pattern ABOUT_PROGRESS = Pattern.compile("messages-are-sent|.*-in-time");

    /** What is there before any order. */
    private static final Pattern KEPT = Pattern.compile("(?i)flyway.*|driver|ACT_(RE|GE)_.*|model_version.*");

    private static final Set<String> ENDS = Set.of("COMPLETED", "REJECTED", "CANCELLED");

    private final Callers callers;
    private final JdbcClient db;
    private final MovedClock clock;
    private final Turns engine;
    private final Engines engines;
    private final FactoryAnswers factory;

    World(Callers callers, JdbcClient db, MovedClock clock, Turns engine, Engines engines, FactoryAnswers factory) {
        this.callers = callers;
        this.db = db;
        this.clock = clock;
        this.engine = engine;
        this.engines = engines;
        this.factory = factory;
    }

    Callers callers() {
        return callers;
    }

    JdbcClient db() {
        return db;
    }

    FactoryAnswers factory() {
        return factory;
    }

    void deploy(List<Source> model) {
        engines.deploy(model.stream()
                .map(file -> new ModelFile(file.name(), file.text()))
                .toList());
    }

    /** Lets Waybill do all that it can do now, unless that goes on and on. */
    void settle() {
        long until = System.nanoTime() + LONGEST_WORK.toNanos();
        do {
            awaitOutbox(until);
        } while (engine.run(clock.instant()) && System.nanoTime() < until);
    }

    /** What the outbox does not see at once it sees at its next look, a second later by its clock. */
    private void awaitOutbox(long until) {
        long since = System.nanoTime();
        while (isWorking() && System.nanoTime() < until) {
            LockSupport.parkNanos(500_000);
            if (System.nanoTime() - since > SECOND.toNanos()) {
                clock.moveTo(clock.instant().plus(SECOND));
                since = System.nanoTime();
            }
        }
    }

    private boolean isWorking() {
        return db.sql("select exists (select * from scheduled_tasks where execution_time <= ? or picked)")
                .param(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Puts the clock to when something is due next. Returns false if nothing is. */
    boolean passTime() {
        Optional<Instant> next =
                Stream.concat(engine.next().stream(), nextInOutbox().stream()).min(Instant::compareTo);
        next.filter(clock.instant()::isBefore).ifPresent(clock::moveTo);
        return next.isPresent();
    }

    private Optional<Instant> nextInOutbox() {
        return db.sql("select execution_time from scheduled_tasks order by execution_time limit 1")
                .query(LocalDateTime.class)
                .optional()
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    record Order(String id, String status, @Nullable String reason) {

        boolean hasEnded() {
            return ENDS.contains(status);
        }
    }

    /** What was offered to a driver. */
    record Offer(String order, int number, String driver, String status) {

        boolean isOpen() {
            return status.equals("OPEN");
        }
    }

    /** What was asked of a factory. */
    record Request(String order, String status, long quantity) {

        boolean isOpen() {
            return status.equals("REQUESTED");
        }
    }

    record Happening(String order, String step, String outcome, LocalDateTime at) {}

    /** How things are at a moment. */
    record Now(Map<String, Order> orders, Map<String, List<Offer>> offers, Map<String, Request> requests) {

        Order order(String id) {
            return requireNonNull(orders.get(id));
        }
    }

    Now now() {
        return new Now(
                list(Order.class, "select order_id as id, status, reason from orders")
                        .collect(toMap(Order::id, Function.identity())),
                list(Offer.class, """
                        select order_id as `order`, number, driver_id as driver, status from delivery_offer
                        order by order_id, number""").collect(groupingBy(Offer::order)),
                list(Request.class, "select order_id as `order`, status, quantity from production_request")
                        .collect(toMap(Request::order, Function.identity())));
    }

    /** What happened, by order. */
    Map<String, List<Happening>> timelines() {
        return list(Happening.class, """
                        select order_id as `order`, step, outcome, at from order_timeline order by entry_id""").collect(groupingBy(Happening::order));
    }

    private <T> Stream<T> list(Class<T> type, String sql) {
        return List.copyOf(db.sql(sql).query(type).list()).stream();
    }

    /** What the audit finds wrong in the books. */
    List<String> violations() {
        return callers.violations().stream()
                .filter(violation -> !ABOUT_PROGRESS
                        .matcher(violation.path("rule").stringValue())
                        .matches())
                .map(JsonNode::toString)
                .toList();
    }

    /** Forgets all orders, so that the next mutant begins with empty books. */
    void wipe() {
        list(String.class, """
                        select table_name from information_schema.tables
                        where table_schema = database() and table_type = 'BASE TABLE'""")
                .filter(table -> !KEPT.matcher(table).matches())
                .forEach(table -> db.sql("set statement foreign_key_checks = 0 for delete from %s where %s"
                                .formatted(table, ofInstances(table)))
                        .update());
    }

    /** Which rows are about an instance, and not about how one starts. */
    private static String ofInstances(String table) {
        return switch (table.toUpperCase(Locale.ROOT)) {
            case "ACT_RU_EVENT_SUBSCR" -> "EXECUTION_ID_ is not null";
            case "ACT_RU_JOB" -> "PROCESS_INSTANCE_ID_ is not null";
            case "ACT_RU_JOBDEF" -> "false";
            default -> "true";
        };
    }
}
