package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.platform.outage.ConnectionPool;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** More calls and orders come than Waybill can handle. */
@EndToEndTest
@TestPropertySource(
        properties = {
            "waybill.limits.orders-at-once=1",
            "waybill.limits.requests-at-once=1",
            "waybill.limits.backlog=20"
        })
class OverloadIT {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("transactionDataSource")
    ConnectionPool pool;

    @AfterEach
    void noBacklog() {
        db.sql("delete from scheduled_tasks where task_instance like 'backlog-%'")
                .update();
    }

    @Test
    void who_finds_no_place_is_refused_and_what_was_accepted_is_there() throws Exception {
        Caller waybill = new Caller(port);
        String poor = waybill.customerWith(0);
        long item = waybill.itemInStock(1, 1, 1);

        List<ResponseEntity<JsonNode>> answers = atOnce(
                Collections.nCopies(100, () -> waybill.send(HttpMethod.POST, "/orders", Caller.order(poor, item, 1))));

        assertThat(answers)
                .extracting(answer -> answer.getStatusCode().value())
                .contains(202, 503)
                .containsOnly(202, 503);
        answers.stream().filter(answer -> answer.getStatusCode().value() == 503).forEach(OverloadIT::assertUnavailable);
        for (ResponseEntity<JsonNode> answer : answers) {
            if (answer.getStatusCode().value() == 202) {
                waybill.awaitStatus(answer.getBody().path("id").stringValue(), "REJECTED");
            }
        }
        assertThat(db.sql("select count(*) from orders where customer_id = ?")
                        .param(poor)
                        .query(Long.class)
                        .single())
                .isEqualTo(answers.stream()
                        .filter(answer -> answer.getStatusCode().value() == 202)
                        .count());
    }

    @Test
    void a_flood_of_new_orders_keeps_nobody_from_going_on_with_those_under_way() throws Exception {
        Caller waybill = new Caller(port);
        String customer = waybill.customerWith(1_000);
        long item = waybill.itemInStock(1, 1, 1);
        String order = waybill.place(customer, item, 1);
        String driver = waybill.awaitOffer(order, 1);
        String poor = waybill.customerWith(0);
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> flood = IntStream.range(0, 20)
                .mapToObj(i -> Thread.startVirtualThread(() -> {
                    while (!over.get()) {
                        answers.add(place(waybill, Caller.order(poor, item, 1))
                                .getStatusCode()
                                .value());
                    }
                }))
                .toList();
        try {
            await().until(() -> answers.contains(503));
            for (int i = 0; i < 20; i++) {
                assertThat(waybill.get("/orders/" + order).path("status").stringValue())
                        .isEqualTo("IN_DELIVERY");
            }
            waybill.accept(order, driver);
        } finally {
            over.set(true);
            for (Thread one : flood) {
                one.join();
            }
        }
        waybill.awaitStatus(order, "COMPLETED");
    }

    @Test
    void while_all_connections_are_busy_waybill_is_busy_but_not_down() throws Exception {
        Caller waybill = new Caller(port);
        String poor = waybill.customerWith(0);
        long item = waybill.itemInStock(1, 1, 1);
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                await().ignoreExceptions().until(() -> all.add(pool.getConnection()));
            }

            assertUnavailable(place(waybill, Caller.order(poor, item, 1)));
            assertThat(ready()).isEqualTo(200);
        } finally {
            for (Connection one : all) {
                one.close();
            }
        }
        assertThat(place(waybill, Caller.order(poor, item, 1)).getStatusCode().value())
                .isEqualTo(202);
    }

    private int ready() throws Exception {
        return RawHttp.exchange(port, "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .status();
    }

    @Test
    void while_too_many_orders_wait_for_their_start_new_ones_are_refused() {
        Caller waybill = new Caller(port);
        String poor = waybill.customerWith(0);
        long item = waybill.itemInStock(1, 1, 1);
        Map<String, Object> order = Caller.order(poor, item, 1);
        Caller once = waybill.with("Idempotency-Key", UUID.randomUUID().toString());
        // The orders that other tests have left in the backlog have to start first.
        ResponseEntity<JsonNode> accepted = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> once.send(HttpMethod.POST, "/orders", order),
                        answer -> answer.getStatusCode().value() == 202);
        waybill.awaitStatus(accepted.getBody().path("id").stringValue(), "REJECTED");
        backlog(20);

        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> assertUnavailable(place(waybill, order)));
        assertUnavailable(waybill.send(HttpMethod.POST, "/orders/batch", Map.of("orders", List.of(order))));
        String line = Caller.json(order) + "\n";
        String[] lines = waybill.sendRaw("/orders/batch", line + "{}\n" + line, MediaType.APPLICATION_NDJSON)
                .split("\n", -1);
        assertThat(Arrays.copyOf(lines, 3))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"status\":503", "urn:waybill:problem:unavailable"),
                        second -> assertThat(second).contains("\"status\""),
                        third -> assertThat(third).contains("\"status\":503"));
        // A replayed call gets its first answer, and all other calls work as usual.
        assertThat(once.send(HttpMethod.POST, "/orders", order).getBody()).isEqualTo(accepted.getBody());
        assertThat(waybill.get("/accounts/" + poor).path("customerId").stringValue())
                .isEqualTo(poor);

        noBacklog();
        await().atMost(Duration.ofSeconds(3))
                .until(() -> place(waybill, order).getStatusCode().value() == 202);
    }

    private static ResponseEntity<JsonNode> place(Caller waybill, Map<String, Object> order) {
        return waybill.send(HttpMethod.POST, "/orders", order);
    }

    private void backlog(int orders) {
        for (int i = 0; i < orders; i++) {
            db.sql("""
                            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                            values ('start-process', ?, utc_timestamp() + interval 1 day, false, 1)""").param("backlog-" + i).update();
        }
    }

    private static void assertUnavailable(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.getHeaders().getFirst("Retry-After")))
                .isBetween(1, 10);
        assertThat(answer.getBody().path("type").stringValue()).isEqualTo("urn:waybill:problem:unavailable");
    }
}
