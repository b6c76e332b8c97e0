package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.core.OrderId;
import io.waybill.platform.queue.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages that could not be handled, and what operators do about them. */
@EndToEndTest
@TestPropertySource(properties = "waybill.factory.time-per-piece=1h")
class DeadLettersIT {

    private static final Map<String, String> REASON = Map.of("reason", "The factory told us");

    @LocalServerPort
    int port;

    @Autowired
    SqsAsyncClient sqs;

    Caller waybill;
    String customer;
    long item;
    String order;

    @BeforeEach
    void an_order_that_waits_for_its_factory() {
        waybill = new Caller(port);
        customer = waybill.customerWith(1_000);
        item = waybill.itemInStock(100, 1, 1);
        order = waybill.place(customer, item, 3);
        waybill.awaitStatus(order, "IN_PRODUCTION");
    }

    @Test
    void a_message_that_cannot_be_read_is_shown_with_the_reason_and_can_be_dropped() {
        send(Queue.PRODUCTION_RESULTS, finished(9));

        JsonNode letter = awaitLetter();
        assertThat(letter.path("queue").stringValue()).isEqualTo(Queue.PRODUCTION_RESULTS);
        assertThat(letter.path("type").stringValue()).isEqualTo("production.finished");
        assertThat(letter.path("orderId").stringValue()).isEqualTo(order);
        assertThat(letter.path("body").stringValue()).isEqualTo(finished(9));
        assertThat(letter.path("why").stringValue()).isEqualTo("Version 9 of production.finished is not known");
        assertThat(letter.has("sentAt")).isTrue();
        assertThat(letters("/dead-letters?queue=production-results&orderId=" + order))
                .hasSize(1);
        assertThat(letters("/dead-letters?queue=driver-offers&orderId=" + order))
                .isEmpty();

        Caller operator = waybill.with("Idempotency-Key", UUID.randomUUID().toString());
        ResponseEntity<JsonNode> dropped = post(operator, letter, "drop");
        assertThat(status(dropped)).isEqualTo(200);
        assertThat(post(operator, letter, "drop").getBody()).isEqualTo(dropped.getBody());
        assertThat(status(post(waybill, letter, "drop"))).isEqualTo(404);
        assertThat(status(post(waybill, letter, "redrive"))).isEqualTo(404);
        assertThat(letters("/orders/%s/dead-letters".formatted(order))).isEmpty();
        assertThat(timeline()).anyMatch(entry -> entry.matches("dead-letter.drop: .+: The factory told us"));
    }

    @Test
    void a_message_that_is_sent_back_to_its_queue_is_handled() {
        send(Queue.PRODUCTION_RESULTS + "-dlq", finished(1));
        JsonNode letter = awaitLetter();
        assertThat(letter.has("why")).isFalse();

        assertThat(status(post(waybill, letter, "redrive"))).isEqualTo(200);

        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");
        assertThat(timeline()).anyMatch(entry -> entry.matches("dead-letter.redrive: .+: The factory told us"));
        assertThat(letters("/orders/%s/dead-letters".formatted(order))).isEmpty();
    }

    @Test
    void of_two_operators_at_once_one_finds_it_gone() throws Exception {
        send(Queue.PRODUCTION_RESULTS + "-dlq", finished(9));
        JsonNode letter = awaitLetter();

        Callable<Integer> operator = () -> status(post(waybill, letter, "drop"));

        assertThat(atOnce(List.of(operator, operator))).containsExactlyInAnyOrder(200, 404);
    }

    @Test
    void many_dead_letters_are_found_and_stay_where_they_are() {
        IntStream.range(0, 25).forEach(i -> send(Queue.ORDER_EVENTS + "-dlq", "{\"orderId\":\"%s\"}".formatted(order)));
        IntStream.range(0, 25).forEach(i -> send(Queue.ORDER_EVENTS + "-dlq", "nonsense " + i));

        for (int look = 0; look < 2; look++) {
            assertThat(letters("/orders/%s/dead-letters".formatted(order))).hasSize(25);
            assertThat(letters("/dead-letters?queue=order-events"))
                    .filteredOn(letter -> letter.path("body").stringValue().startsWith("nonsense"))
                    .hasSize(25);
        }
        JsonNode nonsense = letters("/dead-letters?queue=order-events").stream()
                .filter(letter -> letter.path("body").stringValue().equals("nonsense 24"))
                .findFirst()
                .orElseThrow();
        assertThat(status(post(waybill, nonsense, "drop"))).isEqualTo(200);
    }

    @Test
    void a_dead_letter_of_an_order_that_nobody_knows_can_be_dropped() {
        order = OrderId.next().value();
        send(Queue.DRIVER_OFFERS + "-dlq", finished(1));

        JsonNode letter = awaitLetter();

        assertThat(status(post(waybill, letter, "drop"))).isEqualTo(200);
    }

    @Test
    void each_queue_has_a_dead_letter_queue_that_takes_over_after_five_receives() {
        for (String queue :
                List.of(Queue.PRODUCTION_REQUESTS, Queue.PRODUCTION_RESULTS, Queue.DRIVER_OFFERS, Queue.ORDER_EVENTS)) {
            String policy = sqs.getQueueAttributes(
                            q -> q.queueUrl(url(queue)).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                    .join()
                    .attributes()
                    .get(QueueAttributeName.REDRIVE_POLICY);
            JsonNode redrive = JsonMapper.shared().readTree(policy);
            assertThat(redrive.path("maxReceiveCount").asInt()).isEqualTo(5);
            assertThat(redrive.path("deadLetterTargetArn").asString()).endsWith(":" + queue + "-dlq");
        }
    }

    @Test
    void a_message_that_nobody_can_read_goes_to_the_dead_letter_queue_at_once() {
        for (String queue : List.of(Queue.PRODUCTION_REQUESTS, Queue.PRODUCTION_RESULTS)) {
            String nonsense = "{\"type\":\"nonsense\",\"for\":\"" + queue + "\"}";
            sqs.sendMessage(m -> m.queueUrl(url(queue)).messageBody(nonsense)).join();

            List<String> dead = new ArrayList<>();
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                sqs.receiveMessage(m -> m.queueUrl(url(queue + "-dlq")).waitTimeSeconds(1)).join().messages().stream()
                        .map(Message::body)
                        .forEach(dead::add);
                return dead.contains(nonsense);
            });
        }
    }

    private String finished(int version) {
        return """
                {"type":"production.finished","version":%d,"id":"test:%s","orderId":"%s",\
                "occurredAt":"2026-11-21T11:23:38Z","itemId":%d,"quantity":2}""".formatted(version, order, order, item);
    }

    private void send(String queue, String body) {
        sqs.sendMessage(message -> message.queueUrl(url(queue)).messageBody(body))
                .join();
    }

    private List<JsonNode> letters(String path) {
        return waybill.get(path).valueStream().toList();
    }

    private JsonNode awaitLetter() {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> letters("/dead-letters?orderId=" + order).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private List<String> timeline() {
        return waybill.get("/orders/" + order)
                .path("timeline")
                .valueStream()
                .map(entry -> "%s: %s"
                        .formatted(
                                entry.path("step").stringValue(),
                                entry.path("detail").asString()))
                .toList();
    }

    private static ResponseEntity<JsonNode> post(Caller caller, JsonNode letter, String what) {
        return caller.send(
                HttpMethod.POST,
                "/dead-letters/%s/%s/%s"
                        .formatted(
                                letter.path("queue").stringValue(),
                                letter.path("messageId").stringValue(),
                                what),
                REASON);
    }

    private static int status(ResponseEntity<JsonNode> answer) {
        return answer.getStatusCode().value();
    }

    private String url(String queue) {
        return sqs.getQueueUrl(q -> q.queueName(queue)).join().queueUrl();
    }
}
