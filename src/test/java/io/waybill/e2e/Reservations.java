package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.POST;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Reservations of an hour each, over HTTP, by an operator. */
final class Reservations {

    private final Caller waybill;

    Reservations(Caller waybill) {
        this.waybill = waybill;
    }

    /** At which hardly any other test reserves. */
    static Instant someDay() {
        return now().plus(ThreadLocalRandom.current().nextInt(2 * 24 * 60, 360 * 24 * 60), ChronoUnit.MINUTES);
    }

    static Instant now() {
        return Clock.systemUTC().instant();
    }

    String reserve(String customer, Instant start) {
        return id(waybill.send(
                POST,
                "/reservations",
                Map.of(
                        "customerId",
                        customer,
                        "place",
                        "Seoul Station",
                        "startsAt",
                        start.toString(),
                        "endsAt",
                        start.plus(1, ChronoUnit.HOURS).toString())));
    }

    private static String id(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(202);
        return answer.getBody().path("id").stringValue();
    }

    /** One that a driver has accepted. */
    String confirmed(String customer, Instant start) {
        String reservation = reserve(customer, start);
        await().atMost(Caller.PATIENCE)
                .until(() -> !get(reservation).path("offers").isEmpty());
        String driver = get(reservation).path("offers").get(0).path("driverId").stringValue();
        assertThat(status(waybill.send(POST, path(reservation) + "/acceptance", Map.of("driverId", driver))))
                .isEqualTo(200);
        awaitStatus(reservation, "CONFIRMED");
        return reservation;
    }

    /** Ends a confirmed one with its fee, without waiting for the end of its time. */
    void missedByTheCustomer(String reservation) {
        await().atMost(Caller.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> status(waybill.send(
                                POST, path(reservation) + "/no-show", Map.of("reason", "The customer did not come")))
                        == 202);
        String steps = "/manual-steps?process=driver-reservation&state=OPEN&key=" + reservation;
        await().atMost(Caller.PATIENCE).until(() -> waybill.get(steps).size() == 1);
        assertThat(status(waybill.send(
                        POST,
                        "/manual-steps/%s/answer"
                                .formatted(waybill.get(steps).get(0).path("id").stringValue()),
                        Map.of("answers", Map.of("feeDue", true), "reason", "Called both"))))
                .isEqualTo(200);
        awaitStatus(reservation, "COMPLETED");
    }

    void cancel(String reservation) {
        assertThat(status(waybill.send(POST, path(reservation) + "/cancellation", Map.of())))
                .isEqualTo(202);
        awaitStatus(reservation, "CANCELLED");
    }

    JsonNode get(String reservation) {
        return waybill.get(path(reservation));
    }

    void awaitStatus(String reservation, String status) {
        await("reservation " + reservation + " to be " + status)
                .atMost(Caller.PATIENCE)
                .until(() -> get(reservation).path("status").stringValue(), status::equals);
    }

    private static String path(String reservation) {
        return "/reservations/" + reservation;
    }

    private static int status(ResponseEntity<JsonNode> answer) {
        return answer.getStatusCode().value();
    }
}
