package io.waybill.factory;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waybill.ModuleTest;
import io.waybill.core.OrderId;
import io.waybill.core.PlacedOrders;
import io.waybill.platform.queue.MalformedMessage;
import io.waybill.platform.queue.Queue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ModuleTest
@TestPropertySource(properties = "waybill.factory.time-per-piece=1ms")
class FactoryIT {

    @Autowired
    FactoryOrders orders;

    @Autowired
    FactoryBooks books;

    @Autowired
    SqsAsyncClient sqs;

    @MockitoBean
    PlacedOrders placedOrders;

    String order;

    /** Unique to this test, so that its log entries can be found. */
    String requester;

    @BeforeEach
    void an_order() {
        order = OrderId.next().value();
        requester = "test-" + order;
    }

    @Test
    void makes_what_is_asked_for_once_and_answers_every_copy_the_same() {
        orders.take(request(1, 4));
        List<JsonNode> first = awaitAnswers(1);
        orders.take(request(1, 4));
        List<JsonNode> second = awaitAnswers(1);

        assertThat(logged()).hasSize(1).first().satisfies(entry -> {
            assertThat(entry.factoryName()).isEqualTo("Factory1");
            assertThat(entry.quantity()).isEqualTo(4);
            assertThat(entry.itemName()).isEqualTo("Item1");
        });
        assertThat(first.getFirst().path("type").stringValue()).isEqualTo("production.finished");
        assertThat(first.getFirst().path("id")).isEqualTo(second.getFirst().path("id"));
    }

    @Test
    void says_why_it_cannot_make_something() {
        orders.take(request(77, 4));

        JsonNode answer = awaitAnswers(1).getFirst();
        assertThat(answer.path("type").stringValue()).isEqualTo("production.failed");
        assertThat(answer.path("reason").stringValue()).isEqualTo("there is no factory 77");
        assertThat(logged()).isEmpty();
    }

    @Test
    void requests_that_make_no_sense_are_malformed() {
        String good = request(1, 4);
        for (String body : List.of(
                good.replace("production.requested", "production.begged"),
                good.replace("\"version\":1", "\"version\":2"),
                good.replace("\"version\":1", "\"version\":\"1\""),
                good.replace("\"quantity\":4", "\"quantity\":0"),
                good.replace("\"quantity\":4", "\"quantity\":1.5"),
                good.replace("\"quantity\":4", "\"quantity\":1000001"),
                good.replace("\"quantity\":4,", ""),
                good.replace("\"itemName\":\"Item1\",", ""),
                good.replace(",\"requester\":\"" + requester + "\"", ""))) {
            assertThat(body).isNotEqualTo(good);
            assertThatThrownBy(() -> orders.take(body)).as(body).isInstanceOf(MalformedMessage.class);
        }
    }

    @Test
    void an_unknown_field_does_not_matter() {
        orders.take(request(1, 4).replace("\"version\":1", "\"version\":1,\"colour\":\"red\""));

        assertThat(awaitAnswers(1)).hasSize(1);
    }

    private String request(long factory, long quantity) {
        return """
                {"type":"production.requested","version":1,"id":"request:%s","orderId":"%s",\
                "occurredAt":"2026-01-01T00:00:00Z","factoryId":%d,"itemId":1,"itemName":"Item1",\
                "quantity":%d,"requester":"%s"}""".formatted(order, order, factory, quantity, requester);
    }

    private List<LogEntry> logged() {
        return books.entries(new LogFilter(requester, null, null), Long.MAX_VALUE, PageRequest.of(0, 200));
    }

    private List<JsonNode> awaitAnswers(int count) {
        List<JsonNode> answers = new ArrayList<>();
        String queue = sqs.getQueueUrl(q -> q.queueName(Queue.PRODUCTION_RESULTS))
                .join()
                .queueUrl();
        await().atMost(10, SECONDS).until(() -> {
            for (Message message : sqs.receiveMessage(q -> q.queueUrl(queue).waitTimeSeconds(1))
                    .join()
                    .messages()) {
                sqs.deleteMessage(q -> q.queueUrl(queue).receiptHandle(message.receiptHandle()))
                        .join();
                JsonNode answer = JsonMapper.shared().readTree(message.body());
                if (answer.path("orderId").stringValue().equals(order)) {
                    answers.add(answer);
                }
            }
            return answers.size() >= count;
        });
        return answers;
    }
}
