package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Races over HTTP: an organiser makes them, and runners, for whom an operator calls, enter them. */
final class RaceOffice {

    static final long FEE = 10_000;

    private final Caller waybill;
    private final Caller organiser;

    RaceOffice(Caller waybill) {
        this.waybill = waybill;
        this.organiser = waybill.as("organiser", "O-1");
    }

    Caller organiser() {
        return organiser;
    }

    static Map<String, Object> race(int places, Duration closesIn) {
        Instant closes = Instant.now().plus(closesIn).truncatedTo(ChronoUnit.SECONDS);
        return race(places, closes, closes.plus(1, ChronoUnit.SECONDS));
    }

    static Map<String, Object> race(int places, Instant closes, Instant starts) {
        return Map.of(
                "name",
                "Han River Run",
                "startsAt",
                starts.toString(),
                "closesAt",
                closes.toString(),
                "metres",
                10_000,
                "places",
                places,
                "fee",
                FEE);
    }

    String make(int places, Duration closesIn) {
        return make(race(places, closesIn));
    }

    String make(Map<String, Object> race) {
        ResponseEntity<JsonNode> made = organiser.send(POST, "/races", race);
        assertThat(made.getStatusCode().value()).as("%s", made.getBody()).isEqualTo(201);
        return made.getBody().path("id").stringValue();
    }

    JsonNode race(String race) {
        return waybill.get("/races/" + race);
    }

    /** A new runner, who can pay the fee of a race ten times. */
    String runner() {
        return waybill.customerWith(10 * FEE);
    }

    String enter(String race, String runner) {
        ResponseEntity<JsonNode> entered = tryToEnter(race, runner);
        assertThat(entered.getStatusCode().value()).as("%s", entered.getBody()).isEqualTo(202);
        String entry = entered.getBody().path("id").stringValue();
        assertThat(entered.getHeaders().getLocation()).hasToString(path(entry));
        return entry;
    }

    ResponseEntity<JsonNode> tryToEnter(String race, String runner) {
        return waybill.as("customer", runner)
                .send(POST, "/races/%s/entries".formatted(race), Map.of("runnerId", runner));
    }

    /** The entry of a new runner who has got a place. */
    String confirmed(String race) {
        String entry = enter(race, runner());
        awaitStatus(entry, "CONFIRMED");
        return entry;
    }

    /** The entry of a new runner who is on the waiting list. */
    String waiting(String race) {
        String entry = enter(race, runner());
        awaitStatus(entry, "WAITING");
        return entry;
    }

    int withdraw(String entry) {
        return waybill.send(POST, path(entry) + "/withdrawal", Map.of())
                .getStatusCode()
                .value();
    }

    JsonNode entry(String entry) {
        return waybill.get(path(entry));
    }

    String runnerOf(String entry) {
        return entry(entry).path("runnerId").stringValue();
    }

    JsonNode awaitStatus(String entry, String status) {
        await("entry %s to be %s".formatted(entry, status))
                .atMost(Caller.PATIENCE)
                .until(() -> entry(entry).path("status").stringValue(), status::equals);
        return entry(entry);
    }

    ResponseEntity<JsonNode> result(String race, String runner, Map<String, Object> time) {
        return organiser.send(PUT, "/races/%s/results/%s".formatted(race, runner), time);
    }

    List<String> timeline(String entry) {
        return entry(entry)
                .path("timeline")
                .valueStream()
                .map(step -> "%s %s"
                        .formatted(
                                step.path("step").stringValue(),
                                step.path("outcome").stringValue()))
                .toList();
    }

    static String path(String entry) {
        return "/entries/" + entry;
    }
}
