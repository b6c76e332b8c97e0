package io.waybill.mutants;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ModelFile;
import io.waybill.platform.engine.embedded.EngineByHand.Turns;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.process.SubjectTable;
import io.waybill.shop.production.FactoryAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    private final Callers callers;
    private final JdbcClient db;
    private final MovedClock clock;
    private final Turns engine;
    private final Engines engines;
    private final FactoryAnswers factory;
    private final SubjectTable table;

    /** @param table of the subjects that it is about */
    World(
            Callers callers,
            JdbcClient db,
            MovedClock clock,
            Turns engine,
            Engines engines,
            FactoryAnswers factory,
            SubjectTable table) {
        this.callers = callers;
        this.db = db;
        this.clock = clock;
        this.engine = engine;
        this.engines = engines;
        this.factory = factory;
        this.table = table;
    }

    Callers callers() {
        return callers;
    }

    JdbcClient db() {
        return db;
    }

    Instant time() {
        return clock.instant();
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

    /**
     * Puts the clock to when something is due next. Returns false if nothing is.
     *
     * @param wakes when callers want to do something
     */
    boolean passTime(Stream<Instant> wakes) {
        Optional<Instant> next = Stream.of(engine.next().stream(), nextInOutbox().stream(), wakes)
                .flatMap(Function.identity())
                .min(Instant::compareTo);
        next.filter(clock.instant()::isBefore).ifPresent(clock::moveTo);
        return next.isPresent();
    }

    private Optional<Instant> nextInOutbox() {
        return db.sql("select execution_time from scheduled_tasks order by execution_time limit 1")
                .query(LocalDateTime.class)
                .optional()
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    record Account(long available, long held, long captured) {}

    Account account(String customer) {
        return db.sql("select available, held, captured from account where customer_id = ?")
                .param(customer)
                .query(Account.class)
                .single();
    }

    /** Something that happened to a subject. */
    record Happening(String key, String step, String outcome, LocalDateTime at) {}

    /** What happened to the subjects, by key. */
    Map<String, List<Happening>> timelines() {
        return list(Happening.class, table.sql("""
                        select KEY as `key`, step, outcome, at from TIMELINE order by entry_id""")).collect(groupingBy(Happening::key));
    }

    Now now() {
        return new Now();
    }

    /** How things are at a moment. */
    final class Now {

        private final Map<String, String> statuses;
        private final Map<String, Map<String, List<Object>>> more = new HashMap<>();

        private record Subject(String key, String status) {}

        private Now() {
            statuses = list(Subject.class, table.sql("select KEY as `key`, status from SUBJECTS"))
                    .collect(toMap(Subject::key, Subject::status));
        }

        String statusOf(String key) {
            return requireNonNull(statuses.get(key));
        }

        boolean hasEnded(String key) {
            return table.ended().contains(statusOf(key));
        }

        boolean hasSucceeded(String key) {
            return table.ended().getFirst().equals(statusOf(key));
        }

        boolean isPastPivot(String key) {
            return table.afterPivot().contains(statusOf(key));
        }

        Instant time() {
            return clock.instant();
        }

        /** What a query for all subjects finds for one. */
        <T> List<T> of(String key, Class<T> type, Function<T, String> keyOf, String sql) {
            return more
                    .computeIfAbsent(
                            sql,
                            query ->
                                    list(type, query).collect(groupingBy(keyOf, mapping(Object.class::cast, toList()))))
                    .getOrDefault(key, List.of())
                    .stream()
                    .map(type::cast)
                    .toList();
        }
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
