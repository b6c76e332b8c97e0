package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Breaks each law about entries and points on purpose; the audit has to find this and nothing else. */
@EndToEndTest
@TestPropertySource(properties = {"waybill.audit.quiet-after=1s", "waybill.audit.reconcile-every=1h"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RaceAuditIT {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    JdbcClient db;

    Audited audit;
    Map<String, String> ids = Map.of();

    @BeforeEach
    void races_that_went_well() {
        audit = new Audited(managementPort);
        if (ids.isEmpty()) {
            RaceOffice office = new RaceOffice(new Caller(port));
            String run = office.make(2, Duration.ofSeconds(20));
            String winner = office.confirmed(run);
            String second = office.confirmed(run);
            String open = office.make(1, Duration.ofDays(30));
            String confirmed = office.confirmed(open);
            String waiting = office.waiting(open);
            String cancelled = office.waiting(open);
            office.withdraw(cancelled);
            office.awaitStatus(cancelled, "CANCELLED");
            office.awaitStatus(winner, "COMPLETED");
            office.awaitStatus(second, "COMPLETED");
            await().atMost(Caller.PATIENCE)
                    .until(() -> Instant.now()
                            .isAfter(Instant.parse(
                                    office.race(run).path("startsAt").stringValue())));
            ids = new HashMap<>(Map.of(
                    "run", run,
                    "open", open,
                    "winner", winner,
                    "second", second,
                    "confirmed", confirmed,
                    "waiting", waiting,
                    "cancelled", cancelled));
            ids.put("runner", office.runnerOf(winner));
            ids.put("other", office.runnerOf(second));
            ids.put("withPlace", office.runnerOf(confirmed));
            ids.put("whoLeft", office.runnerOf(cancelled));
            office.result(run, ids.get("runner"), Map.of("milliseconds", 3_600_000));
            office.result(run, ids.get("other"), Map.of("milliseconds", 3_700_000));
            await().atMost(Caller.PATIENCE)
                    .until(() -> db.sql("select count(points) from race_result where race_id = ?")
                                    .param(run)
                                    .query(Long.class)
                                    .single()
                            == 2);
        }
        assertThat(violations()).isEmpty();
    }

    private List<String> violations() {
        return audit.rulesBrokenBy(ids.values().toArray(String[]::new));
    }

    /**
     * @param rules that report it: several may see the same breach
     * @param breach the statements that cause it; several are separated by semicolons, as in {@code repair}
     */
    record Breach(String rules, String breach, String repair) {}

    private static Breach step(String rule, String of, String step, String outcome, String instead) {
        String change =
                "update race_entry_timeline set step = '%s', outcome = '%s' where race_entry_id = :%s and step = '%s'";
        return new Breach(
                rule, change.formatted(step, outcome, of, instead), change.formatted(instead, "DONE", of, step));
    }

    private static Breach furtherStep(String rule, String of, String step) {
        return new Breach(
                rule,
                "insert into race_entry_timeline (race_entry_id, at, step, outcome) values (:%s, utc_timestamp(6), '%s', 'DONE')"
                        .formatted(of, step),
                "delete from race_entry_timeline where race_entry_id = :%s and step = '%s' order by entry_id desc limit 1"
                        .formatted(of, step));
    }

    private static Breach change(String rules, String table, String change, String back, String where) {
        return new Breach(
                rules,
                "update %s set %s where %s".formatted(table, change, where),
                "update %s set %s where %s".formatted(table, back, where));
    }

    private static Breach place(String rules, String of, String now, String before) {
        return change(
                rules,
                "race_place",
                "status = '%s'".formatted(now),
                "status = '%s'".formatted(before),
                "race_entry_id = :" + of);
    }

    static Stream<Breach> breaches() {
        return Stream.of(
                furtherStep("entries-end-once", "winner", "entry.cancel"),
                change(
                        "entries-end-once",
                        "race_entry",
                        "closed_at = null",
                        "closed_at = utc_timestamp(6)",
                        "race_entry_id = :winner"),
                change("race-places-add-up", "race", "taken = 0", "taken = 1", "race_id = :open"),
                change("race-places-add-up", "race", "waiting = 2", "waiting = 1", "race_id = :open"),
                change("race-places-add-up", "race", "places = 2", "places = 1", "race_id = :open"),
                place("race-places-add-up, entries-have-their-place", "confirmed", "WAITING", "TAKEN"),
                place("race-places-add-up, entries-have-their-place", "winner", "RELEASED", "TAKEN"),
                place("race-places-add-up, entries-have-their-place", "cancelled", "WAITING", "RELEASED"),
                place("race-places-add-up", "waiting", "TAKEN", "WAITING"),
                new Breach(
                        "entry-fee-charged-once, money-per-account",
                        "insert into account_ledger (customer_id, order_id, process_id, kind, available, held, captured, at)"
                                + " values (:runner, :winner, 'race-entry', 'AGAIN', -10000, 0, 10000, utc_timestamp(6))",
                        "delete from account_ledger where order_id = :winner and kind = 'AGAIN'"),
                furtherStep("entry-fee-charged-once, no-entry-step-after-the-end", "winner", "fee.capture"),
                step("entry-fee-charged-once", "winner", "test.capture", "DONE", "fee.capture"),
                change(
                        "entry-fee-charged-once",
                        "race_entry",
                        "fee = fee + 1",
                        "fee = fee - 1",
                        "race_entry_id = :winner"),
                change(
                        "entry-fee-charged-once, money-is-held-for-orders",
                        "account_hold",
                        "status = 'CAPTURED'",
                        "status = 'HELD'",
                        "order_id = :confirmed"),
                change(
                        "nothing-held-for-closed-entries, entry-fee-charged-once, money-is-held-for-orders",
                        "account_hold",
                        "status = 'HELD'",
                        "status = 'RELEASED'",
                        "order_id = :cancelled"),
                step("no-entry-step-after-its-undo", "winner", "place.release", "UNDONE", "place.take"),
                furtherStep("no-entry-step-after-the-end, no-entry-step-after-its-undo", "cancelled", "place.given"),
                change(
                        "entries-end-in-time",
                        "race_entry",
                        "closes_at = closes_at - interval 400 day",
                        "closes_at = closes_at + interval 400 day",
                        "race_entry_id = :confirmed"),
                change(
                        "points-add-up",
                        "points_ledger",
                        "points = points + 1",
                        "points = points - 1",
                        "customer_id = :runner"),
                new Breach(
                        "points-add-up",
                        "insert into points_ledger (customer_id, race_id, event_id, points, at)"
                                + " values (:runner, :run, 'again', 40, utc_timestamp(6))",
                        "delete from points_ledger where event_id = 'again' and customer_id = :runner"),
                longAgo(
                        "update race_result set milliseconds = 3800000 where race_id = :run and customer_id = :runner",
                        "update race_result set milliseconds = 3600000 where race_id = :run and customer_id = :runner"),
                longAgo(
                        "update race_result set points_place = null, points = null where race_id = :run and customer_id = :other",
                        "update race_result set points_place = 2, points = 32 where race_id = :run and customer_id = :other"),
                longAgo(
                        "insert into points_ledger (customer_id, race_id, event_id, points, at)"
                                + " values ('nobody', :run, 'again', 40, utc_timestamp(6))",
                        "delete from points_ledger where event_id = 'again' and customer_id = 'nobody'"));
    }

    /** Nobody is on the way with a message about it any more. */
    private static Breach longAgo(String breach, String repair) {
        return new Breach(
                "points-for-every-place",
                breach + ";update race_result set entered_at = entered_at - interval 1 hour where race_id = :run",
                repair + ";update race_result set entered_at = entered_at + interval 1 hour where race_id = :run");
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void finds_each_breach_of_a_law(Breach breach) {
        run(breach.breach());
        try {
            mention();
            assertThat(violations()).containsExactlyInAnyOrder(breach.rules().split(", ", -1));
        } finally {
            run(breach.repair());
        }
    }

    private void mention() {
        Stream.of("winner", "second", "confirmed", "waiting", "cancelled")
                .forEach(which -> run("insert into race_entry_timeline (race_entry_id, at, step, outcome) values"
                        + " (:%s, utc_timestamp(6), 'test.mention', 'DONE')".formatted(which)));
    }

    private void run(String statements) {
        for (String statement : statements.split(";", -1)) {
            db.sql(statement).params(ids).update();
        }
    }
}
