package io.waybill.e2e;

import static io.waybill.e2e.RaceOffice.FEE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.waybill.core.Subject;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ProcessInstances;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Runners enter races, as they and the organiser see it. */
@TestPropertySource(properties = {"waybill.audit.quiet-after=1s", "waybill.audit.reconcile-every=1s"})
abstract class Racing {

    private static final Duration PATIENCE = Caller.PATIENCE;
    private static final Duration LONG = Duration.ofDays(30);

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    Engines engines;

    @Autowired
    ProcessInstances instances;

    Caller waybill;
    Audited audited;
    RaceOffice office;

    @BeforeEach
    void an_office() {
        waybill = new Caller(port);
        audited = new Audited(managementPort);
        office = new RaceOffice(waybill);
    }

    @Test
    void an_entry_holds_a_place_and_the_fee_and_pays_when_the_race_closes() {
        String race = office.make(3, Duration.ofSeconds(15));
        String runner = office.runner();
        String entry = office.enter(race, runner);
        EventStream stream = EventStream.at(waybill.as("customer", runner), RaceOffice.path(entry) + "/events", null);

        office.awaitStatus(entry, "CONFIRMED");
        waybill.assertAccount(runner, 9 * FEE, FEE, 0);
        assertThat(office.race(race).path("taken").intValue()).isEqualTo(1);

        office.awaitStatus(entry, "COMPLETED");
        waybill.assertAccount(runner, 9 * FEE, 0, FEE);
        assertThat(office.timeline(entry))
                .containsExactly(
                        "entry.place DONE",
                        "fee.hold DONE",
                        "place.take DONE",
                        "entry.commit DONE",
                        "fee.capture DONE",
                        "entry.complete DONE");
        await().atMost(PATIENCE).until(stream::isOver);
        assertThat(stream.entries())
                .isEqualTo(office.entry(entry).path("timeline").valueStream().toList());
        assertThat(office.withdraw(entry)).isEqualTo(409);
        assertThat(office.tryToEnter(race, office.runner()).getStatusCode().value())
                .isEqualTo(409);
        assertClean(entry);
    }

    @Test
    void a_full_race_has_a_waiting_list_that_moves_up_by_itself() {
        String race = office.make(2, LONG);
        String first = office.confirmed(race);
        office.confirmed(race);
        String third = office.waiting(race);
        String fourth = office.waiting(race);
        assertThat(office.race(race).path("waiting").intValue()).isEqualTo(2);

        assertThat(office.withdraw(first)).isEqualTo(202);

        office.awaitStatus(third, "CONFIRMED");
        JsonNode withdrawn = office.awaitStatus(first, "CANCELLED");
        assertThat(withdrawn.path("reason").stringValue()).isEqualTo("Withdrawn");
        waybill.assertAccount(office.runnerOf(first), 10 * FEE, 0, 0);
        waybill.assertAccount(office.runnerOf(third), 9 * FEE, FEE, 0);
        assertThat(office.entry(fourth).path("status").stringValue()).isEqualTo("WAITING");
        assertThat(office.race(race).path("taken").intValue()).isEqualTo(2);
        assertThat(office.race(race).path("waiting").intValue()).isEqualTo(1);
        assertThat(office.timeline(third))
                .containsExactly(
                        "entry.place DONE",
                        "fee.hold DONE",
                        "place.take REFUSED",
                        "place.given DONE",
                        "place.confirm DONE");
        assertClean(first, third, fourth);
    }

    @Test
    void more_places_go_to_the_waiting_list() {
        Map<String, Object> description = RaceOffice.race(1, LONG);
        String race = office.make(description);
        office.confirmed(race);
        String second = office.waiting(race);
        String third = office.waiting(race);

        Map<String, Object> larger = new HashMap<>(description);
        larger.put("places", 2);
        assertThat(change(race, larger)).isEqualTo(200);

        office.awaitStatus(second, "CONFIRMED");
        assertThat(office.entry(third).path("status").stringValue()).isEqualTo("WAITING");
        larger.put("places", 1);
        assertThat(change(race, larger)).as("fewer places than are taken").isEqualTo(409);
        assertClean(second, third);
    }

    @Test
    void who_waits_in_vain_gets_the_fee_back_when_the_race_closes() {
        String race = office.make(1, Duration.ofSeconds(15));
        String first = office.confirmed(race);
        String second = office.waiting(race);
        waybill.assertAccount(office.runnerOf(second), 9 * FEE, FEE, 0);

        assertThat(office.awaitStatus(second, "REJECTED").path("reason").stringValue())
                .isEqualTo("No place became free");

        waybill.assertAccount(office.runnerOf(second), 10 * FEE, 0, 0);
        office.awaitStatus(first, "COMPLETED");
        assertThat(office.race(race).path("waiting").intValue()).isZero();
        assertClean(first, second);
    }

    @Test
    void a_fee_beyond_the_credit_is_refused_and_takes_no_place() {
        String race = office.make(1, LONG);
        String poor = waybill.customerWith(FEE - 1);

        String entry = office.enter(race, poor);

        assertThat(office.awaitStatus(entry, "REJECTED").path("reason").stringValue())
                .isEqualTo("The runner's credit does not cover the fee: The fee is 10000, the account has 9999");
        assertThat(office.race(race).path("taken").intValue()).isZero();
        String rich = waybill.customerWith(FEE);
        office.awaitStatus(office.enter(race, rich), "CONFIRMED");
        assertClean(entry);
    }

    @Test
    void a_runner_enters_once_and_may_come_back_after_withdrawing() {
        String race = office.make(5, LONG);
        String runner = office.runner();
        String entry = office.enter(race, runner);
        assertThat(office.tryToEnter(race, runner).getStatusCode().value()).isEqualTo(409);
        office.awaitStatus(entry, "CONFIRMED");
        office.withdraw(entry);
        office.awaitStatus(entry, "CANCELLED");

        office.awaitStatus(office.enter(race, runner), "CONFIRMED");

        waybill.assertAccount(runner, 9 * FEE, FEE, 0);
    }

    /** 40 entries for ten places, ten runners twice, while those who got a place withdraw. */
    @Test
    void no_place_is_given_twice_however_many_enter_and_withdraw_at_once() throws Exception {
        String race = office.make(10, LONG);
        List<String> runners =
                IntStream.range(0, 30).mapToObj(i -> office.runner()).toList();
        List<String> entries = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
            List<Callable<ResponseEntity<JsonNode>>> calls = IntStream.range(0, 40)
                    .<Callable<ResponseEntity<JsonNode>>>mapToObj(
                            i -> () -> office.tryToEnter(race, runners.get(i % 30)))
                    .toList();
            for (Future<ResponseEntity<JsonNode>> answer : callers.invokeAll(calls)) {
                int status = answer.get().getStatusCode().value();
                assertThat(status).isIn(202, 409);
                if (status == 202) {
                    entries.add(answer.get().getBody().path("id").stringValue());
                }
            }
            assertThat(entries).hasSize(30);
            entries.forEach(this::awaitPlaceOrWait);
            assertThat(count(entries, "CONFIRMED")).isEqualTo(10);
            List<String> leaving = entries.stream()
                    .filter(entry -> status(entry).equals("CONFIRMED"))
                    .toList();
            for (Future<Integer> answer : callers.invokeAll(leaving.stream()
                    .map(entry -> (Callable<Integer>) () -> office.withdraw(entry))
                    .toList())) {
                assertThat(answer.get()).isEqualTo(202);
            }
            leaving.forEach(entry -> office.awaitStatus(entry, "CANCELLED"));
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count(entries, "CONFIRMED")).isEqualTo(10));
        assertThat(count(entries, "WAITING")).isEqualTo(10);
        assertThat(office.race(race).path("taken").intValue()).isEqualTo(10);
        assertThat(office.race(race).path("waiting").intValue()).isEqualTo(10);
        assertClean(entries.toArray(String[]::new));
    }

    @Test
    void organisers_manage_their_own_races_and_see_who_takes_part() {
        String race = office.make(5, LONG);
        String entry = office.confirmed(race);
        Caller other = waybill.as("organiser", "O-2");

        assertThat(office.organiser().get("/races/%s/entries".formatted(race)))
                .singleElement()
                .satisfies(shown -> assertThat(shown.path("id").stringValue()).isEqualTo(entry));
        assertThat(status(office.organiser().send(GET, RaceOffice.path(entry), Map.of())))
                .isEqualTo(200);
        assertThat(status(other.send(GET, "/races/%s/entries".formatted(race), Map.of())))
                .isEqualTo(403);
        assertThat(status(other.send(GET, RaceOffice.path(entry), Map.of()))).isEqualTo(404);
        assertThat(status(other.send(PUT, "/races/" + race, RaceOffice.race(5, LONG))))
                .isEqualTo(403);
        assertThat(status(other.send(DELETE, "/races/" + race, Map.of()))).isEqualTo(403);
        assertThat(status(office.organiser().send(DELETE, "/races/" + race, Map.of())))
                .as("with an entry")
                .isEqualTo(409);
        String empty = office.make(5, LONG);
        assertThat(status(office.organiser().send(DELETE, "/races/" + empty, Map.of())))
                .isEqualTo(204);
        assertThat(status(waybill.send(GET, "/races/" + empty, Map.of()))).isEqualTo(404);
    }

    @Test
    void once_runners_have_entered_the_closing_time_stays() {
        Map<String, Object> description = RaceOffice.race(5, LONG);
        String race = office.make(description);
        Map<String, Object> later = new HashMap<>(description);
        Instant closes = Instant.parse((String) description.get("closesAt")).minus(1, ChronoUnit.DAYS);
        later.put("closesAt", closes.toString());
        assertThat(change(race, later)).isEqualTo(200);
        office.confirmed(race);

        later.put("closesAt", closes.plus(1, ChronoUnit.HOURS).toString());
        assertThat(change(race, later)).isEqualTo(409);

        later.put("closesAt", closes.toString());
        later.put("name", "Han River Night Run");
        assertThat(change(race, later)).isEqualTo(200);
        assertThat(office.race(race).path("name").stringValue()).isEqualTo("Han River Night Run");
    }

    @Test
    void what_its_engine_lost_starts_again_and_takes_no_second_place() throws Exception {
        String race = office.make(5, LONG);
        String entry = office.confirmed(race);
        Subject subject = new Subject("race-entry", entry);
        for (long instance : instances.notEnded(subject)) {
            engines.of(instance).stop(instance);
        }
        await().atMost(PATIENCE).until(() -> audited.rulesBrokenBy(entry).contains("open-entries-have-a-process"));

        assertThat(status(waybill.send(
                        POST, "/processes/race-entry/%s/restart".formatted(entry), Map.of("reason", "Lost"))))
                .isEqualTo(200);

        await().atMost(PATIENCE).until(() -> !instances.notEnded(subject).isEmpty());
        assertThat(office.race(race).path("taken").intValue()).isEqualTo(1);
        office.withdraw(entry);
        office.awaitStatus(entry, "CANCELLED");
        assertThat(office.race(race).path("taken").intValue()).isZero();
    }

    private int change(String race, Map<String, Object> description) {
        return status(office.organiser().send(PUT, "/races/" + race, description));
    }

    private static int status(ResponseEntity<JsonNode> answer) {
        return answer.getStatusCode().value();
    }

    private String status(String entry) {
        return office.entry(entry).path("status").stringValue();
    }

    private void awaitPlaceOrWait(String entry) {
        await("entry %s to have a place or to wait".formatted(entry))
                .atMost(PATIENCE)
                .until(() -> List.of("CONFIRMED", "WAITING").contains(status(entry)));
    }

    private long count(List<String> entries, String status) {
        return entries.stream().filter(entry -> status(entry).equals(status)).count();
    }

    private void assertClean(String... entries) {
        assertThat(audited.violationsOf(entries)).isEmpty();
    }
}
