package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Following orders while they are fulfilled. */
@EndToEndTest
class FollowingIT {

    @LocalServerPort
    int port;

    Caller waybill;
    String customer;
    long item;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
        customer = waybill.customerWith(1_000_000);
        item = waybill.itemInStock(100, 1, 1_000);
    }

    @Test
    void each_entry_of_the_timeline_is_told_until_the_last() {
        String order = waybill.place(customer, item, 1);
        EventStream events = EventStream.of(waybill.as("customer", customer), order, null);
        waybill.accept(order, waybill.awaitOffer(order, 1));

        awaitEnd(events);

        assertThat(events.status()).isEqualTo(200);
        assertThat(events.entries()).isEqualTo(timeline(order));
        assertThat(events.entries().getLast().path("step").stringValue()).isEqualTo("order.complete");
    }

    @Test
    void whoever_reconnects_continues_after_the_last_event() {
        String order = waybill.place(customer, item, 1);
        waybill.accept(order, waybill.awaitOffer(order, 1));
        EventStream all = EventStream.of(waybill, order, null);
        awaitEnd(all);

        EventStream rest = EventStream.of(waybill, order, all.ids().get(3));
        awaitEnd(rest);
        EventStream nothing = EventStream.of(waybill, order, all.ids().getLast());

        assertThat(rest.entries())
                .isEqualTo(all.entries().subList(4, all.entries().size()));
        assertThat(nothing.status()).isEqualTo(204);
    }

    @Test
    void nobody_misses_an_entry_when_steps_end_at_the_same_time() {
        List<String> orders = IntStream.range(0, 20)
                .mapToObj(i -> waybill.place(customer, item, 1))
                .toList();
        List<EventStream> streams = orders.stream()
                .map(order -> EventStream.of(waybill, order, null))
                .toList();
        orders.forEach(order -> waybill.accept(order, waybill.awaitOffer(order, 1)));

        for (int i = 0; i < orders.size(); i++) {
            awaitEnd(streams.get(i));
            assertThat(streams.get(i).entries()).isEqualTo(timeline(orders.get(i)));
        }
    }

    @Test
    void following_outlives_the_replica_that_one_followed_on() {
        String order = waybill.place(customer, item, 1);
        EventStream first;
        try (Replica replica = Replica.start()) {
            first = EventStream.of(replica.caller(), order, null);
            waybill.awaitOffer(order, 1);
            await().atMost(Duration.ofSeconds(10)).until(() -> first.entries().size() >= 4);
            await("a keep-alive while nothing happens")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> first.lines().contains(": still here"));
            assertThat(first.isOver()).isFalse();
        }
        await("the replica closes the connection").atMost(Duration.ofSeconds(5)).until(first::isOver);

        EventStream second = EventStream.of(waybill, order, first.ids().getLast());
        waybill.accept(order, waybill.awaitOffer(order, 1));
        awaitEnd(second);

        List<JsonNode> all = new ArrayList<>(first.entries());
        all.addAll(second.entries());
        assertThat(all).isEqualTo(timeline(order));
    }

    @Test
    void the_orders_of_others_cannot_be_followed() {
        String order = waybill.place(customer, item, 1);

        assertThat(EventStream.of(waybill.as("customer", "C-1"), order, null).status())
                .isEqualTo(404);
        assertThat(EventStream.of(waybill.as("driver", "D-1"), order, null).status())
                .isEqualTo(403);
        assertThat(EventStream.of(waybill, order, "the last").status()).isEqualTo(400);
    }

    @Test
    void whoever_prefers_to_wait_is_given_the_outcome() {
        String poor = waybill.customerWith(1);

        ResponseEntity<JsonNode> answer = waybill.with("Prefer", "respond-async, wait=20")
                .send(HttpMethod.POST, "/orders", Caller.order(poor, item, 1));

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getBody().path("status").stringValue()).isEqualTo("REJECTED");
        assertThat(answer.getHeaders().getFirst("Preference-Applied")).isEqualTo("wait=20");
        assertThat(answer.getHeaders().getLocation())
                .hasToString("/orders/" + answer.getBody().path("id").stringValue());
    }

    @Test
    void nobody_waits_longer_than_they_prefer() {
        Instant begin = Instant.now();
        ResponseEntity<JsonNode> answer =
                waybill.with("Prefer", "wait=1").send(HttpMethod.POST, "/orders", Caller.order(customer, item, 1));

        assertThat(answer.getStatusCode().value()).isEqualTo(202);
        assertThat(answer.getBody().path("status").stringValue()).isNotEqualTo("COMPLETED");
        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    private List<JsonNode> timeline(String order) {
        return waybill.get("/orders/" + order).path("timeline").valueStream().toList();
    }

    private static void awaitEnd(EventStream events) {
        await("the end of the events").atMost(Duration.ofSeconds(60)).until(events::isOver);
    }
}
