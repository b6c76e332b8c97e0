package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Calls that are repeated with their Idempotency-Key. */
@EndToEndTest
class IdempotencyIT {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionOperations transaction;

    Caller waybill;
    String customer;
    long item;
    String key;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
        customer = waybill.customerWith(1_000_000);
        item = waybill.itemInStock(100, 1, 10);
        key = UUID.randomUUID().toString();
    }

    @Test
    void the_same_key_and_order_are_given_the_first_answer_again() {
        ResponseEntity<JsonNode> first = place(waybill, key, 1);
        ResponseEntity<JsonNode> again = place(waybill, key, 1);

        assertThat(first.getStatusCode().value()).isEqualTo(202);
        assertSame(again, first);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void the_first_answer_stays_when_the_order_has_gone_on() {
        ResponseEntity<JsonNode> first = place(waybill, key, 1);
        String order = first.getBody().path("id").stringValue();
        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");

        assertSame(place(waybill, key, 1), first);
    }

    @Test
    void the_draft_puts_the_key_in_quotes_and_many_callers_do_not() {
        ResponseEntity<JsonNode> first = place(waybill, key, 1);
        assertSame(place(waybill, "\"" + key + "\"", 1), first);
    }

    @Test
    void another_order_with_the_same_key_is_refused() {
        place(waybill, key, 1);

        ResponseEntity<JsonNode> other = place(waybill, key, 2);

        assertThat(other.getStatusCode().value()).isEqualTo(422);
        assertThat(other.getBody().path("errors").get(0).path("field").stringValue())
                .isEqualTo("Idempotency-Key");
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void keys_are_each_callers_own() {
        ResponseEntity<JsonNode> one = place(waybill, key, 1);
        ResponseEntity<JsonNode> other = place(waybill.as("customer", customer), key, 1);

        assertThat(other.getStatusCode().value()).isEqualTo(202);
        assertThat(other.getBody().path("id")).isNotEqualTo(one.getBody().path("id"));
    }

    @Test
    void one_key_makes_one_order_under_a_hundred_retries_at_once_over_two_replicas() throws Exception {
        try (Replica second = Replica.start()) {
            List<Callable<ResponseEntity<JsonNode>>> retries = IntStream.range(0, 100)
                    .mapToObj(i -> (Callable<ResponseEntity<JsonNode>>)
                            () -> place(i % 2 == 0 ? waybill : second.caller(), key, 1))
                    .toList();

            List<ResponseEntity<JsonNode>> answers = atOnce(retries);

            assertThat(answers).hasSize(100).allSatisfy(answer -> assertSame(answer, answers.getFirst()));
            assertThat(answers.getFirst().getStatusCode().value()).isEqualTo(202);
            assertThat(orders()).isEqualTo(1);
        }
    }

    @Test
    void a_call_that_was_refused_can_be_repeated_with_its_key() {
        long later = item - 500_000;
        assertThat(place(waybill, key, customer, later, 1).getStatusCode().value())
                .isEqualTo(422);

        waybill.send(HttpMethod.PUT, "/items/" + later, Map.of("name", "Later", "price", 1, "factoryId", 1));

        assertThat(place(waybill, key, customer, later, 1).getStatusCode().value())
                .isEqualTo(202);
    }

    @Test
    void while_the_first_call_waits_for_the_outcome_a_second_is_told_so() {
        Caller patient = waybill.with("Prefer", "wait=20");
        CompletableFuture<ResponseEntity<JsonNode>> first = CompletableFuture.supplyAsync(() -> place(patient, key, 1));
        await().atMost(Duration.ofSeconds(10)).until(() -> orders() == 1);

        assertThat(place(patient, key, 1).getStatusCode().value()).isEqualTo(409);

        String order = db.sql("select order_id from orders where customer_id = ?")
                .param(customer)
                .query(String.class)
                .single();
        waybill.accept(order, waybill.awaitOffer(order, 1));
        ResponseEntity<JsonNode> outcome = first.join();
        assertThat(outcome.getStatusCode().value()).isEqualTo(200);
        assertThat(outcome.getBody().path("status").stringValue()).isEqualTo("COMPLETED");
        assertSame(place(patient, key, 1), outcome);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void a_call_that_another_holds_up_for_long_is_told_to_try_again() throws Exception {
        CompletableFuture<ResponseEntity<JsonNode>> second = new CompletableFuture<>();
        transaction.executeWithoutResult(open -> {
            db.sql(
                            "insert into idempotency_key (caller, idempotency_key, request, at) values ('operator', ?, '', now())")
                    .param(key)
                    .update();
            second.completeAsync(() -> place(waybill, key, 1)).join();
            open.setRollbackOnly();
        });

        assertThat(second.get().getStatusCode().value()).isEqualTo(409);
        assertThat(place(waybill, key, 1).getStatusCode().value()).isEqualTo(202);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void a_cancellation_is_replayed_too() {
        String order = waybill.place(customer, item, 1);
        Caller canceller = waybill.with("Idempotency-Key", key);
        ResponseEntity<JsonNode> first =
                canceller.send(HttpMethod.POST, "/orders/" + order + "/cancellation", Map.of());
        waybill.awaitStatus(order, "CANCELLED");

        assertThat(first.getStatusCode().value()).isEqualTo(202);
        assertSame(canceller.send(HttpMethod.POST, "/orders/" + order + "/cancellation", Map.of()), first);
        assertThat(waybill.cancel(order)).isEqualTo(409);
    }

    @Test
    void a_key_is_at_most_255_characters_long() {
        String longest = key + "k".repeat(255 - key.length());
        assertThat(place(waybill, longest, 1).getStatusCode().value()).isEqualTo(202);
        assertThat(place(waybill, longest + "k", 1).getStatusCode().value()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "with space", "ümlaut"})
    void what_is_no_key_is_refused(String noKey) {
        ResponseEntity<JsonNode> answer = place(waybill, noKey, 1);

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().path("errors").get(0).path("field").stringValue())
                .isEqualTo("Idempotency-Key");
        assertThat(orders()).isZero();
    }

    private ResponseEntity<JsonNode> place(Caller caller, String withKey, int quantity) {
        return place(caller, withKey, customer, item, quantity);
    }

    private static ResponseEntity<JsonNode> place(
            Caller caller, String withKey, String customer, long item, int quantity) {
        return caller.with("Idempotency-Key", withKey)
                .send(HttpMethod.POST, "/orders", Caller.order(customer, item, quantity));
    }

    private static void assertSame(ResponseEntity<JsonNode> answer, ResponseEntity<JsonNode> first) {
        assertThat(answer.getStatusCode()).isEqualTo(first.getStatusCode());
        assertThat(answer.getBody()).isEqualTo(first.getBody());
        assertThat(answer.getHeaders().getLocation())
                .isEqualTo(first.getHeaders().getLocation());
        assertThat(answer.getHeaders().getContentType())
                .isEqualTo(first.getHeaders().getContentType());
    }

    private long orders() {
        return db.sql("select count(*) from orders where customer_id = ?")
                .param(customer)
                .query(Long.class)
                .single();
    }
}
