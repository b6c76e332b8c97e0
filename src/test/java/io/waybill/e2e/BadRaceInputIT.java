package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What organisers and runners may get wrong: each mistake is named, and changes nothing. */
@EndToEndTest
class BadRaceInputIT {

    private static final Instant CLOSES = soon(Duration.ofDays(10));
    private static final Instant STARTS = soon(Duration.ofDays(11));
    private static final String RACE = """
            {"name":"Run","startsAt":"%s","closesAt":"%s","metres":10000,"places":3,"fee":100}""".formatted(STARTS, CLOSES);
    private static final String NOTE = """
            {"race":"Round the lake","ranOn":"2026-10-03","metres":10000,"milliseconds":3600000}""";
    private static final String NONE = BadInputIT.NO_ORDER;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    Caller waybill;

    private static Instant soon(Duration ahead) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(ahead);
    }

    @BeforeEach
    void an_operator() {
        waybill = new Caller(port);
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource
    void bad_races_are_refused(String what, String body, int status, String field) {
        refused(HttpMethod.POST, "/races", body, status, field);
    }

    static Stream<Arguments> bad_races_are_refused() {
        return Stream.of(
                arguments("no name", RACE.replace("\"name\":\"Run\",", ""), 400, "name"),
                arguments("a blank name", RACE.replace("Run", " "), 400, "name"),
                arguments("a name of 101 characters", RACE.replace("Run", "x".repeat(101)), 400, "name"),
                arguments("a name with a line break", RACE.replace("Run", "a\\nb"), 400, "name"),
                arguments("a name that is a number", RACE.replace("\"Run\"", "1"), 400, "name"),
                arguments("a start in the past", with("startsAt", "2026-01-01T00:00:00Z"), 422, "startsAt"),
                arguments(
                        "a start in a billion years", with("startsAt", "+999999999-01-01T00:00:00Z"), 422, "startsAt"),
                arguments(
                        "a start in four years",
                        with("startsAt", soon(Duration.ofDays(1500)).toString()),
                        422,
                        "startsAt"),
                arguments("a start before Christ", with("startsAt", "-0044-03-15T00:00:00Z"), 422, "startsAt"),
                arguments("a start without a zone", with("startsAt", "2026-12-24T18:00:00"), 400, "startsAt"),
                arguments("a start that is no date", with("startsAt", "tomorrow"), 400, "startsAt"),
                arguments("a start that is a number", RACE.replace("\"" + STARTS + "\"", "5"), 400, "startsAt"),
                arguments("no start", RACE.replace("\"startsAt\":\"" + STARTS + "\",", ""), 400, "startsAt"),
                arguments("a closing in the past", with("closesAt", "2026-01-01T00:00:00Z"), 422, "closesAt"),
                arguments(
                        "a closing after the race",
                        with("closesAt", STARTS.plusSeconds(1).toString()),
                        422,
                        "closesAt"),
                arguments("no closing", RACE.replace("\"closesAt\":\"" + CLOSES + "\",", ""), 400, "closesAt"),
                arguments("no distance", number("metres", "0"), 400, "metres"),
                arguments("a negative distance", number("metres", "-1"), 400, "metres"),
                arguments("a distance around the earth", number("metres", "40000000"), 400, "metres"),
                arguments("half a metre", number("metres", "0.5"), 400, "metres"),
                arguments("no places", number("places", "0"), 400, "places"),
                arguments("negative places", number("places", "-3"), 400, "places"),
                arguments("too many places", number("places", "100001"), 400, "places"),
                arguments("a negative fee", number("fee", "-1"), 400, "fee"),
                arguments("a fee beyond all money", number("fee", "99999999999999999999"), 400, "fee"),
                arguments("a fee with a comma", number("fee", "1.5"), 400, "fee"),
                arguments("no fee", RACE.replace(",\"fee\":100", ""), 400, "fee"),
                arguments("taken places of its own", RACE.replace("{", "{\"taken\":1,"), 400, "taken"),
                arguments("an organiser of its own", RACE.replace("{", "{\"organiser\":\"me\","), 400, "organiser"),
                arguments("not an object", "[]", 400, ""),
                arguments("empty", "", 400, ""));
    }

    private static String with(String field, String value) {
        return RACE.replaceFirst("\"%s\":\"[^\"]*\"".formatted(field), "\"%s\":\"%s\"".formatted(field, value));
    }

    private static String number(String field, String value) {
        return RACE.replaceFirst("\"%s\":\\d+".formatted(field), "\"%s\":%s".formatted(field, value));
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource
    void bad_notes_are_refused(String what, String body, int status, String field) {
        refused(HttpMethod.POST, "/runners/C-1/records", body, status, field);
    }

    static Stream<Arguments> bad_notes_are_refused() {
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
        return Stream.of(
                arguments("no race", NOTE.replace("\"race\":\"Round the lake\",", ""), 400, "race"),
                arguments("a blank race", NOTE.replace("Round the lake", ""), 400, "race"),
                arguments("in the future", NOTE.replace("2026-10-03", tomorrow), 422, "ranOn"),
                arguments("in another century", NOTE.replace("2026-10-03", "1899-12-31"), 422, "ranOn"),
                arguments("on no day", NOTE.replace("2026-10-03", "2026-02-30"), 400, "ranOn"),
                arguments("a day that is a number", NOTE.replace("\"2026-10-03\"", "20000"), 400, "ranOn"),
                arguments("no distance", NOTE.replace("10000", "0"), 400, "metres"),
                arguments("a time of 0", NOTE.replace("3600000", "0"), 400, "milliseconds"),
                arguments("a negative time", NOTE.replace("3600000", "-1"), 400, "milliseconds"),
                arguments("a time of a week", NOTE.replace("3600000", "604800000"), 400, "milliseconds"),
                arguments("a time with a fraction", NOTE.replace("3600000", "1.5"), 400, "milliseconds"),
                arguments("a time that is text", NOTE.replace("3600000", "\"1:00:00\""), 400, "milliseconds"),
                arguments("points of its own", NOTE.replace("{", "{\"points\":9,"), 400, "points"));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3} {4}")
    @MethodSource
    void bad_calls_are_refused(String method, String path, String body, int status, String field) {
        refused(HttpMethod.valueOf(method), path, body, status, field);
    }

    static Stream<Arguments> bad_calls_are_refused() {
        String time = "{\"milliseconds\":3600000}";
        return Stream.of(
                arguments("GET", "/races/" + NONE, "", 404, ""),
                arguments("GET", "/races/no-id", "", 404, ""),
                arguments("GET", "/races?startsFrom=tomorrow", "", 400, "startsFrom"),
                arguments("GET", "/races?after=x", "", 400, "after"),
                arguments("GET", "/races?size=201", "", 400, "size"),
                arguments("PUT", "/races/" + NONE, RACE, 404, ""),
                arguments("DELETE", "/races/" + NONE, "", 404, ""),
                arguments("POST", "/races/" + NONE + "/entries", "{\"runnerId\":\"C-1\"}", 404, ""),
                arguments("POST", "/races/no-id/entries", "{\"runnerId\":\"C-1\"}", 404, ""),
                arguments("POST", "/races/" + NONE + "/entries", "{}", 400, "runnerId"),
                arguments("POST", "/races/" + NONE + "/entries", "{\"runnerId\":\"' or 1=1\"}", 400, "runnerId"),
                arguments("POST", "/races/" + NONE + "/entries", "{\"runnerId\":\"C-1\",\"fee\":0}", 400, "fee"),
                arguments("GET", "/races/" + NONE + "/entries", "", 404, ""),
                arguments("GET", "/entries?status=LOST", "", 400, "status"),
                arguments("GET", "/entries?runnerId=a%20b", "", 400, "runnerId"),
                arguments("GET", "/entries?after=x", "", 400, "after"),
                arguments("GET", "/entries/" + NONE, "", 404, ""),
                arguments("GET", "/entries/" + NONE + "/events", "", 404, ""),
                arguments("POST", "/entries/" + NONE + "/withdrawal", "", 404, ""),
                arguments("GET", "/races/" + NONE + "/results", "", 404, ""),
                arguments("GET", "/races/" + NONE + "/results/C-1", "", 404, ""),
                arguments("PUT", "/races/" + NONE + "/results/C-1", time, 404, ""),
                arguments("PUT", "/races/" + NONE + "/results/C-1", "{}", 400, "milliseconds"),
                arguments("PUT", "/races/" + NONE + "/results/C-1", time.replace("3600000", "0"), 400, "milliseconds"),
                arguments(
                        "PUT",
                        "/races/" + NONE + "/results/C-1",
                        time.replace("3600000", "604800000"),
                        400,
                        "milliseconds"),
                arguments(
                        "PUT",
                        "/races/" + NONE + "/results/C-1",
                        "{\"milliseconds\":1,\"reason\":\" \"}",
                        400,
                        "reason"),
                arguments("PUT", "/races/" + NONE + "/results/a b", time, 400, "runnerId"),
                arguments("POST", "/races/" + NONE + "/results/C-1/removal", "{}", 400, "reason"),
                arguments("POST", "/races/" + NONE + "/results/C-1/removal", "{\"reason\":\"No\"}", 404, ""),
                arguments("POST", "/runners/C-404/records", NOTE, 404, ""),
                arguments("GET", "/runners/C-404/records", "", 404, ""),
                arguments("GET", "/runners/C-404/bests", "", 404, ""),
                arguments("DELETE", "/runners/C-1/records/" + NONE, "", 404, ""),
                arguments("DELETE", "/runners/C-1/records/no-id", "", 404, ""),
                arguments("GET", "/accounts/C-404/points", "", 404, ""),
                arguments("GET", "/accounts/C-404/points/ledger", "", 404, ""),
                arguments("GET", "/accounts/C-1/points/ledger?after=x", "", 400, "after"));
    }

    @Test
    void an_unknown_runner_cannot_enter() {
        String race = new RaceOffice(waybill).make(1, Duration.ofDays(1));
        refused(HttpMethod.POST, "/races/%s/entries".formatted(race), "{\"runnerId\":\"C-404\"}", 422, "runnerId");
    }

    private void refused(HttpMethod method, String path, String body, int status, String field) {
        long before = rows();
        ResponseEntity<JsonNode> answer = waybill.send(method, path, body, MediaType.APPLICATION_JSON);
        BadInputIT.assertProblem(answer, status, field);
        assertThat(rows()).isEqualTo(before);
    }

    private long rows() {
        return Stream.of("race", "race_entry", "race_result", "race_result_change", "runner_record", "idempotency_key")
                .mapToLong(table -> db.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .sum();
    }
}
