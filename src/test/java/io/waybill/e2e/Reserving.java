package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.waybill.core.Subject;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.webhook.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A customer reserves a driver, as all who take part in it see it. */
@TestPropertySource(
        properties = {
            "waybill.audit.quiet-after=1s",
            "waybill.audit.reconcile-every=1s",
            "waybill.reservations.driver-answer-timeout=1h",
            "waybill.reservations.drivers-to-try=2",
            "waybill.webhooks.allow-http=true",
            "waybill.webhooks.allowed-networks=127.0.0.1"
        })
abstract class Reserving {

    private static final Duration PATIENCE = Caller.PATIENCE;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    Engines engines;

    @Autowired
    ProcessInstances instances;

    Caller waybill;
    Caller customer;
    Audited audited;
    Receiver receiver;
    String id;

    @BeforeEach
    void a_customer() throws IOException {
        waybill = new Caller(port);
        audited = new Audited(managementPort);
        receiver = new Receiver();
        id = waybill.customerWith(100_000);
        customer = waybill.as("customer", id);
    }

    @AfterEach
    void hang_up() {
        receiver.close();
    }

    @Test
    void a_driver_accepts_and_the_fee_is_charged_when_the_time_is_over() {
        ResponseEntity<JsonNode> webhook = customer.send(POST, "/webhooks", Map.of("url", receiver.url("/hook")));
        assertThat(webhook.getStatusCode().value()).as("%s", webhook.getBody()).isEqualTo(201);
        String reservation = reserve(customer, Duration.ofSeconds(15), Duration.ofSeconds(1));
        EventStream stream = EventStream.at(customer, path(reservation) + "/events", null);
        String driver = awaitOffer(reservation, 1);
        waybill.assertAccount(id, 90_000, 10_000, 0);

        assertThat(answer(reservation, "acceptance", driver)).isEqualTo(200);

        JsonNode confirmed = awaitStatus(reservation, "CONFIRMED");
        assertThat(confirmed.path("driverId").stringValue()).isEqualTo(driver);
        assertThat(confirmed.path("fee").longValue()).isEqualTo(10_000);
        awaitStatus(reservation, "COMPLETED");
        waybill.assertAccount(id, 90_000, 0, 10_000);
        assertThat(timeline(reservation))
                .containsExactly(
                        "reservation.place DONE",
                        "fee.hold DONE",
                        "reservation.seek DONE",
                        "offer.accepted DONE",
                        "reservation.confirm DONE",
                        "reservation.commit DONE",
                        "fee.capture DONE",
                        "reservation.complete DONE");
        await().atMost(PATIENCE).until(stream::isOver);
        assertThat(stream.entries())
                .isEqualTo(get(reservation).path("timeline").valueStream().toList());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.received("/hook").stream()
                                .map(told -> tools.jackson.databind.json.JsonMapper.shared()
                                        .readTree(told.body())
                                        .path("type")
                                        .stringValue()))
                        .containsExactlyInAnyOrder(
                                "reservation.placed",
                                "reservation.offered",
                                "reservation.confirmed",
                                "reservation.settling",
                                "reservation.completed"));
        assertClean(reservation);
    }

    @Test
    void a_cancellation_before_the_start_gives_the_fee_back_and_frees_the_driver() {
        Instant start = someDay();
        String reservation = reserve(customer, start, start.plus(2, ChronoUnit.HOURS));
        String driver = awaitOffer(reservation, 1);
        answer(reservation, "acceptance", driver);
        awaitStatus(reservation, "CONFIRMED");
        waybill.assertAccount(id, 80_000, 20_000, 0);

        ResponseEntity<JsonNode> cancelled = customer.send(POST, path(reservation) + "/cancellation", Map.of());

        assertThat(cancelled.getStatusCode().value()).isEqualTo(202);
        assertThat(cancelled.getBody().path("timeline").valueStream())
                .last()
                .satisfies(entry ->
                        assertThat(entry.path("step").stringValue()).isEqualTo("reservation.cancel-requested"));
        JsonNode ended = awaitStatus(reservation, "CANCELLED");
        assertThat(ended.path("reason").stringValue()).isEqualTo("Cancelled on request");
        assertThat(ended.path("driverId").isMissingNode()
                        || ended.path("driverId").isNull())
                .isTrue();
        waybill.assertAccount(id, 100_000, 0, 0);
        assertThat(timeline(reservation)).contains("fee.release UNDONE", "reservation.release UNDONE");
        assertThat(customer.send(POST, path(reservation) + "/cancellation", Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
        assertClean(reservation);
    }

    @Test
    void a_fee_beyond_the_credit_is_refused_and_nobody_is_asked() {
        Instant start = someDay();

        String reservation = reserve(customer, start, start.plus(11, ChronoUnit.HOURS));

        JsonNode ended = awaitStatus(reservation, "REJECTED");
        assertThat(ended.path("reason").stringValue())
                .isEqualTo("The customer's credit does not cover the fee: The fee is 110000, the account has 100000");
        assertThat(ended.path("offers")).isEmpty();
        waybill.assertAccount(id, 100_000, 0, 0);
        assertClean(reservation);
    }

    @Test
    void drivers_are_asked_one_after_another_until_none_is_left() {
        String reservation = reserve(customer, someDay());
        String first = awaitOffer(reservation, 1);
        assertThat(answer(reservation, "refusal", first)).isEqualTo(200);
        String second = awaitOffer(reservation, 2);
        assertThat(second).isNotEqualTo(first);
        assertThat(answer(reservation, "acceptance", first)).isEqualTo(409);

        assertThat(answer(reservation, "refusal", second)).isEqualTo(200);

        assertThat(awaitStatus(reservation, "CANCELLED").path("reason").stringValue())
                .isEqualTo("No driver took the reservation");
        waybill.assertAccount(id, 100_000, 0, 0);
        assertClean(reservation);
    }

    @Test
    void after_a_no_show_an_operator_decides_about_the_fee() {
        for (boolean due : new boolean[] {true, false}) {
            String reservation = reserve(customer, Duration.ofSeconds(10), Duration.ofMinutes(2));
            String driver = awaitOffer(reservation, 1);
            answer(reservation, "acceptance", driver);
            awaitStatus(reservation, "CONFIRMED");
            assertThat(noShow(waybill.as("driver", driver), reservation)).isEqualTo(409);
            awaitStart(reservation);
            assertThat(customer.send(POST, path(reservation) + "/cancellation", Map.of())
                            .getStatusCode()
                            .value())
                    .isEqualTo(409);

            assertThat(noShow(waybill.as("driver", driver), reservation)).isEqualTo(202);

            String steps = "/manual-steps?process=driver-reservation&state=OPEN&key=" + reservation;
            await().atMost(PATIENCE).until(() -> waybill.get(steps).size() == 1);
            assertThat(waybill.send(
                                    POST,
                                    "/manual-steps/%s/answer"
                                            .formatted(waybill.get(steps)
                                                    .get(0)
                                                    .path("id")
                                                    .stringValue()),
                                    Map.of("answers", Map.of("feeDue", due), "reason", "Called both"))
                            .getStatusCode()
                            .value())
                    .isEqualTo(200);
            awaitStatus(reservation, due ? "COMPLETED" : "CANCELLED");
            waybill.assertAccount(id, 90_000, 0, 10_000);
        }
    }

    /** 50 customers want a driver for overlapping times, and all drivers accept whatever they are offered. */
    @Test
    void nobody_is_reserved_twice_for_the_same_time_however_many_book_at_once() throws Exception {
        Instant start = someDay();
        List<String> booked;
        try (ExecutorService callers = Executors.newFixedThreadPool(25)) {
            List<Callable<String>> bookings = IntStream.range(0, 50)
                    .<Callable<String>>mapToObj(i -> () -> {
                        Instant from = start.plus(ThreadLocalRandom.current().nextInt(60), ChronoUnit.MINUTES);
                        String one = waybill.customerWith(20_000);
                        return reserve(waybill.as("customer", one), from, from.plus(2, ChronoUnit.HOURS));
                    })
                    .toList();
            booked = all(callers.invokeAll(bookings));
            await().atMost(PATIENCE).until(() -> booked.stream().allMatch(one -> isSought(one)));
            List<Callable<Integer>> acceptances = booked.stream()
                    .flatMap(one ->
                            offers(one).map(driver -> (Callable<Integer>) () -> answer(one, "acceptance", driver)))
                    .toList();
            assertThat(all(callers.invokeAll(acceptances))).contains(200).containsOnly(200, 409);
        }

        List<JsonNode> taken = booked.stream()
                .map(this::get)
                .filter(one -> one.path("driverId").isString())
                .toList();
        assertThat(taken)
                .hasSize(3)
                .extracting(one -> one.path("driverId").stringValue())
                .doesNotHaveDuplicates();
        taken.forEach(one -> awaitStatus(one.path("id").stringValue(), "CONFIRMED"));
        booked.forEach(one -> waybill.send(POST, path(one) + "/cancellation", Map.of()));
        booked.forEach(one -> awaitStatus(one, "CANCELLED"));
        assertClean(booked.toArray(String[]::new));
    }

    @Test
    void what_its_engine_lost_starts_again_and_asks_nobody_twice() throws Exception {
        String reservation = reserve(customer, someDay());
        String driver = awaitOffer(reservation, 1);
        answer(reservation, "acceptance", driver);
        awaitStatus(reservation, "CONFIRMED");
        Subject subject = new Subject("driver-reservation", reservation);
        for (long instance : instances.notEnded(subject)) {
            engines.of(instance).stop(instance);
        }
        String repairs = "/processes/driver-reservation/" + reservation;
        await().atMost(PATIENCE)
                .until(() -> audited.rulesBrokenBy(reservation).contains("open-reservations-have-a-process"));

        assertThat(waybill.send(POST, repairs + "/restart", Map.of("reason", "Lost"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        await().atMost(PATIENCE).until(() -> !instances.notEnded(subject).isEmpty());
        customer.send(POST, path(reservation) + "/cancellation", Map.of());
        awaitStatus(reservation, "CANCELLED");
        assertThat(get(reservation).path("offers")).hasSize(1);
        assertThat(timeline(reservation)).containsOnlyOnce("fee.hold DONE", "reservation.confirm DONE");
        waybill.assertAccount(id, 100_000, 0, 0);
        assertClean(reservation);
    }

    @Test
    void the_same_call_reserves_once() {
        Caller once = customer.with("Idempotency-Key", UUID.randomUUID().toString());
        Instant start = someDay();
        Map<String, Object> body = body(id, start, start.plus(1, ChronoUnit.HOURS));

        JsonNode first = once.send(POST, "/reservations", body).getBody();

        assertThat(once.send(POST, "/reservations", body).getBody()).isEqualTo(first);
        assertThat(customer.get("/reservations").path("content")).hasSize(1);
    }

    @Test
    void each_sees_and_does_what_is_theirs() {
        String reservation = reserve(customer, someDay());
        String driver = awaitOffer(reservation, 1);
        String other = Stream.of("D-1", "D-2", "D-3")
                .filter(one -> !one.equals(driver))
                .findFirst()
                .orElseThrow();

        assertThat(waybill.as("driver", driver)
                        .get("/reservations?size=200")
                        .path("content")
                        .valueStream()
                        .map(one -> one.path("id").stringValue()))
                .contains(reservation);
        for (Caller stranger : List.of(waybill.as("customer", waybill.customerWith(0)), waybill.as("driver", other))) {
            assertThat(stranger.get("/reservations?size=200").toString()).doesNotContain(reservation);
            assertThat(stranger.call(GET, path(reservation), null, Map.of())
                            .getStatusCode()
                            .value())
                    .isEqualTo(404);
        }
        assertThat(waybill.as("driver", other)
                        .send(POST, path(reservation) + "/acceptance", Map.of("driverId", driver))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(waybill.as("driver", other)
                        .send(POST, path(reservation) + "/acceptance", Map.of("driverId", other))
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(customer.send(
                                POST,
                                "/reservations",
                                body("C-1", someDay(), someDay().plusSeconds(1)))
                        .getStatusCode()
                        .value())
                .isIn(403, 422);
        assertThat(waybill.as("analyst", "")
                        .call(GET, "/reservations", null, Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    private void assertClean(String... reservations) {
        assertThat(audited.violationsOf(
                        Stream.concat(Stream.of(id), Stream.of(reservations)).toArray(String[]::new)))
                .isEmpty();
    }

    private static <T> List<T> all(List<Future<T>> futures) throws Exception {
        List<T> results = new java.util.ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private boolean isSought(String reservation) {
        JsonNode found = get(reservation);
        return !found.path("offers").isEmpty()
                || found.path("status").stringValue().equals("CANCELLED");
    }

    private Stream<String> offers(String reservation) {
        return get(reservation)
                .path("offers")
                .valueStream()
                .map(offer -> offer.path("driverId").stringValue());
    }

    /** Far enough from what other tests reserve. */
    private static Instant someDay() {
        return Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(ThreadLocalRandom.current().nextInt(1, 2_000) * 4L, ChronoUnit.HOURS);
    }

    private String reserve(Caller caller, Instant start) {
        return reserve(caller, start, start.plus(1, ChronoUnit.HOURS));
    }

    private String reserve(Caller caller, Duration ahead, Duration length) {
        Instant start = Instant.now().plus(ahead);
        return reserve(caller, start, start.plus(length));
    }

    private String reserve(Caller caller, Instant start, Instant end) {
        String who = caller.get("/me").path("customerId").stringValue();
        ResponseEntity<JsonNode> answer = caller.send(POST, "/reservations", body(who, start, end));
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(202);
        String reservation = answer.getBody().path("id").stringValue();
        assertThat(answer.getHeaders().getLocation()).hasToString(path(reservation));
        return reservation;
    }

    private static Map<String, Object> body(String customer, Instant start, Instant end) {
        return Map.of(
                "customerId",
                customer,
                "place",
                "Seoul Station, exit 1",
                "startsAt",
                start.toString(),
                "endsAt",
                end.toString());
    }

    private static String path(String reservation) {
        return "/reservations/" + reservation;
    }

    private JsonNode get(String reservation) {
        return waybill.get(path(reservation));
    }

    private int answer(String reservation, String answer, String driver) {
        return waybill.send(POST, path(reservation) + "/" + answer, Map.of("driverId", driver))
                .getStatusCode()
                .value();
    }

    private int noShow(Caller caller, String reservation) {
        return caller.send(POST, path(reservation) + "/no-show", Map.of("reason", "Nobody was there"))
                .getStatusCode()
                .value();
    }

    private String awaitOffer(String reservation, int number) {
        await().atMost(PATIENCE).until(() -> get(reservation).path("offers").size() >= number);
        return get(reservation).path("offers").get(number - 1).path("driverId").stringValue();
    }

    private JsonNode awaitStatus(String reservation, String status) {
        await("reservation %s to be %s".formatted(reservation, status))
                .atMost(PATIENCE)
                .until(() -> get(reservation).path("status").stringValue(), status::equals);
        return get(reservation);
    }

    private void awaitStart(String reservation) {
        Instant start = Instant.parse(get(reservation).path("startsAt").stringValue());
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(start));
    }

    private List<String> timeline(String reservation) {
        return get(reservation)
                .path("timeline")
                .valueStream()
                .map(entry -> "%s %s"
                        .formatted(
                                entry.path("step").stringValue(),
                                entry.path("outcome").stringValue()))
                .toList();
    }
}
