package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;

import io.waybill.platform.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import tools.jackson.databind.JsonNode;

/**
 * A race is run: official results, what runners note themselves, and points. Each test waits until its race has started,
 * so they wait at the same time.
 */
@EndToEndTest
class RaceResultsIT {

    private static final int HOUR = 3_600_000;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    JdbcClient db;

    @Autowired
    SqsAsyncClient sqs;

    Caller waybill;
    RaceOffice office;

    @BeforeEach
    void an_office() {
        waybill = new Caller(port);
        office = new RaceOffice(waybill);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void results_have_places_and_earn_points_which_corrections_change() {
        Race race = raceOf(3);
        enter(race, 0, HOUR);
        awaitPoints(race, 0, 40);
        enter(race, 1, HOUR + 2);
        awaitPoints(race, 1, 32);
        enter(race, 2, HOUR + 1);

        awaitPoints(race, 2, 32);
        awaitPoints(race, 1, 26);
        awaitPoints(race, 0, 40);
        assertThat(places(race)).containsExactly(race.runner(0) + " 1", race.runner(2) + " 2", race.runner(1) + " 3");

        assertThat(status(office.result(race.id(), race.runner(0), Map.of("milliseconds", HOUR + 3))))
                .as("a correction without a reason")
                .isEqualTo(422);
        assertThat(status(office.result(
                        race.id(),
                        race.runner(0),
                        Map.of("milliseconds", HOUR + 3, "reason", "The chip of another runner"))))
                .isEqualTo(200);

        awaitPoints(race, 2, 40);
        awaitPoints(race, 1, 32);
        awaitPoints(race, 0, 26);
        JsonNode corrected = result(race, 0);
        assertThat(corrected.path("place").intValue()).isEqualTo(3);
        assertThat(corrected.path("corrections")).singleElement().satisfies(correction -> {
            assertThat(correction.path("before").longValue()).isEqualTo(HOUR);
            assertThat(correction.path("after").longValue()).isEqualTo(HOUR + 3);
            assertThat(correction.path("reason").stringValue()).isEqualTo("The chip of another runner");
        });
        assertThat(waybill.get("/accounts/%s/points/ledger".formatted(race.runner(0))))
                .extracting(entry -> entry.path("points").intValue())
                .containsExactly(-14, 40);
        assertBooksAreRight(race);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_result_that_is_removed_takes_its_points_along_and_stays_on_record() {
        Race race = raceOf(2);
        enter(race, 0, HOUR);
        enter(race, 1, HOUR + 1);
        awaitPoints(race, 1, 32);

        String result = "/races/%s/results/%s".formatted(race.id(), race.runner(0));
        assertThat(status(office.organiser().send(POST, result + "/removal", Map.of("reason", "Took the bus"))))
                .isEqualTo(204);

        awaitPoints(race, 0, 0);
        awaitPoints(race, 1, 40);
        assertThat(status(waybill.send(HttpMethod.GET, result, Map.of()))).isEqualTo(404);
        assertThat(status(office.result(race.id(), race.runner(0), Map.of("milliseconds", HOUR))))
                .as("again, without a reason")
                .isEqualTo(422);
        assertThat(status(office.result(
                        race.id(), race.runner(0), Map.of("milliseconds", HOUR, "reason", "It was another runner"))))
                .isEqualTo(200);
        awaitPoints(race, 0, 40);
        assertThat(result(race, 0).path("corrections")).hasSize(2);
        assertBooksAreRight(race);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void the_same_time_shares_a_place_and_an_equal_result_changes_nothing() {
        Race race = raceOf(3);
        enter(race, 0, HOUR);
        enter(race, 1, HOUR);
        enter(race, 2, HOUR + 1);
        enter(race, 2, HOUR + 1);

        awaitPoints(race, 0, 40);
        awaitPoints(race, 1, 40);
        awaitPoints(race, 2, 26);
        assertThat(result(race, 2).path("place").intValue()).isEqualTo(3);
        assertThat(result(race, 2).path("corrections")).isEmpty();
        assertBooksAreRight(race);
    }

    /** SQS delivers at least once, and an operator may redrive what was handled. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_message_that_comes_again_books_nothing_again() {
        Race race = raceOf(2);
        enter(race, 0, HOUR);
        awaitPoints(race, 0, 40);
        String event = db.sql("select event_id from points_ledger where race_id = ?")
                .param(race.id())
                .query(String.class)
                .single();
        enter(race, 1, HOUR - 1);
        awaitPoints(race, 0, 32);

        String again = """
                {"type":"results.changed","version":1,"id":"%s","occurredAt":"2026-11-28T00:00:00Z",
                 "raceId":"%s","runnerId":"%s"}""".formatted(event, race.id(), race.runner(0));
        String url =
                sqs.getQueueUrl(q -> q.queueName(Queue.RACE_RESULTS)).join().queueUrl();
        sqs.sendMessage(m -> m.queueUrl(url).messageBody(again)).join();
        enter(race, 1, HOUR + 1, "A typing error");

        awaitPoints(race, 0, 40);
        awaitPoints(race, 1, 32);
        assertThat(waybill.get("/accounts/%s/points/ledger".formatted(race.runner(0))))
                .extracting(entry -> entry.path("points").intValue())
                .containsExactly(8, -8, 40);
        assertBooksAreRight(race);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void only_its_organiser_enters_results_and_only_for_who_takes_part() {
        Race race = raceOf(1);
        Caller other = waybill.as("organiser", "O-2");
        String result = "/races/%s/results/%s".formatted(race.id(), race.runner(0));
        Map<String, Object> time = Map.of("milliseconds", HOUR);

        assertThat(status(other.send(HttpMethod.PUT, result, time))).isEqualTo(403);
        assertThat(status(office.result(race.id(), office.runner(), time)))
                .as("who did not enter")
                .isEqualTo(422);
        assertThat(status(office.result(office.make(1, Duration.ofDays(1)), race.runner(0), time)))
                .as("before the start")
                .isEqualTo(409);
        enter(race, 0, HOUR);
        assertThat(status(other.send(POST, result + "/removal", Map.of("reason", "No"))))
                .isEqualTo(403);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void runners_note_their_own_times_and_see_their_bests() {
        Race race = raceOf(1);
        String runner = race.runner(0);
        Caller self = waybill.as("customer", runner);
        enter(race, 0, HOUR);
        note(self, runner, 10_000, HOUR - 5);
        String slower = note(self, runner, 10_000, HOUR + 5);
        note(self, runner, 5_000, 1_800_000);

        assertThat(self.get("/runners/%s/bests".formatted(runner)))
                .extracting(best -> "%d %s %d"
                        .formatted(
                                best.path("metres").intValue(),
                                best.path("official").booleanValue(),
                                best.path("milliseconds").longValue()))
                .containsExactly("5000 false 1800000", "10000 true " + HOUR, "10000 false " + (HOUR - 5));
        Caller other = waybill.as("customer", office.runner());
        assertThat(status(other.send(HttpMethod.GET, "/runners/%s/records".formatted(runner), Map.of())))
                .isEqualTo(404);
        String path = "/runners/%s/records/%s".formatted(runner, slower);
        assertThat(status(other.send(DELETE, path, Map.of()))).isEqualTo(404);
        assertThat(status(self.send(DELETE, path, Map.of()))).isEqualTo(204);
        assertThat(status(self.send(DELETE, path, Map.of()))).isEqualTo(404);
        assertThat(self.get("/runners/%s/records".formatted(runner))).hasSize(2);
        assertThat(waybill.get("/accounts/%s/points".formatted(runner))
                        .path("customerId")
                        .stringValue())
                .isEqualTo(runner);
    }

    private String note(Caller self, String runner, int metres, long milliseconds) {
        ResponseEntity<JsonNode> noted = self.send(
                POST,
                "/runners/%s/records".formatted(runner),
                Map.of(
                        "race",
                        "Round the lake",
                        "ranOn",
                        "2026-10-03",
                        "metres",
                        metres,
                        "milliseconds",
                        milliseconds));
        assertThat(status(noted)).as("%s", noted.getBody()).isEqualTo(201);
        return noted.getBody().path("id").stringValue();
    }

    /** A race that has started, with runners who take part. */
    private record Race(String id, List<String> runners) {

        String runner(int number) {
            return runners.get(number);
        }
    }

    private Race raceOf(int runners) {
        String race = office.make(runners, Duration.ofSeconds(12 + 2 * runners));
        List<String> entries = IntStream.range(0, runners)
                .mapToObj(i -> office.enter(race, office.runner()))
                .toList();
        entries.forEach(entry -> office.awaitStatus(entry, "COMPLETED"));
        await().atMost(Caller.PATIENCE)
                .until(() -> Instant.now()
                        .isAfter(
                                Instant.parse(office.race(race).path("startsAt").stringValue())));
        return new Race(race, entries.stream().map(office::runnerOf).toList());
    }

    private void enter(Race race, int runner, long milliseconds) {
        enter(race, runner, Map.of("milliseconds", milliseconds));
    }

    private void enter(Race race, int runner, long milliseconds, String reason) {
        enter(race, runner, Map.of("milliseconds", milliseconds, "reason", reason));
    }

    private void enter(Race race, int runner, Map<String, Object> time) {
        ResponseEntity<JsonNode> entered = office.result(race.id(), race.runner(runner), time);
        assertThat(status(entered)).as("%s", entered.getBody()).isEqualTo(200);
    }

    private JsonNode result(Race race, int runner) {
        return waybill.get("/races/%s/results/%s".formatted(race.id(), race.runner(runner)));
    }

    private List<String> places(Race race) {
        return waybill.get("/races/%s/results".formatted(race.id()))
                .valueStream()
                .map(result -> "%s %d"
                        .formatted(
                                result.path("runnerId").stringValue(),
                                result.path("place").intValue()))
                .toList();
    }

    private void awaitPoints(Race race, int runner, long points) {
        String path = "/accounts/%s/points".formatted(race.runner(runner));
        await("runner %d to have %d points".formatted(runner, points))
                .atMost(Caller.PATIENCE)
                .until(() -> waybill.get(path).path("points").longValue(), actual -> actual == points);
    }

    private void assertBooksAreRight(Race race) {
        await().atMost(Caller.PATIENCE)
                .untilAsserted(() -> assertThat(new Audited(managementPort)
                                .rulesBrokenBy(race.runners().toArray(String[]::new)))
                        .isEmpty());
    }

    private static int status(ResponseEntity<JsonNode> answer) {
        return answer.getStatusCode().value();
    }
}
