package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.core.queue.Queue;
import io.waybill.embedded.SharedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Waybill withstands: a killed broker, many callers at once, messages that nobody can read. */
@EndToEndTest
@TestPropertySource(properties = "waybill.factory.time-per-piece=50ms")
class ResilienceIT {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    SqsAsyncClient sqs;

    Caller waybill;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
    }

    @Test
    void orders_survive_the_broker_being_killed() {
        String customer = waybill.customerWith(1_000_000);
        long item = waybill.itemInStock(10_000, 1, 1);
        String producing = waybill.place(customer, item, 21);
        waybill.awaitStatus(producing, "IN_PRODUCTION");

        SharedServers.get().zeebe().kill();
        String placedMeanwhile = waybill.place(customer, item, 1);
        SharedServers.get().zeebe().start();

        for (String order : List.of(producing, placedMeanwhile)) {
            waybill.accept(order, waybill.awaitOffer(order, 1));
            waybill.awaitStatus(order, "COMPLETED");
        }
        waybill.assertAccount(customer, 780_000, 0, 220_000);
        waybill.assertStock(item, 0, 0, 22);
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

    private String url(String queue) {
        return sqs.getQueueUrl(q -> q.queueName(queue)).join().queueUrl();
    }

    @Test
    void many_orders_at_once_all_end_and_nothing_is_lost() throws Exception {
        String rich = waybill.customerWith(100_000);
        String poor = waybill.customerWith(1_500);
        long plenty = waybill.itemInStock(100, 1, 1_000);
        long scarce = waybill.itemInStock(100, 2, 5);

        List<Callable<List<String>>> clients = IntStream.range(0, 8)
                .mapToObj(client -> (Callable<List<String>>) () -> {
                    List<String> placed = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        String order = waybill.place(i % 4 == 0 ? poor : rich, plenty, 1 + i % 3, scarce, 1);
                        placed.add(order);
                        if (i % 5 == 0) {
                            waybill.cancel(order);
                        }
                    }
                    return placed;
                })
                .toList();
        List<String> orders = atOnce(clients).stream().flatMap(List::stream).toList();
        orders.parallelStream().forEach(order -> {
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                acceptIfOffered(order);
                return List.of("COMPLETED", "REJECTED", "CANCELLED").contains(waybill.status(order));
            });
        });

        assertThat(db.sql("select count(*) from account where held <> 0 and customer_id in (?, ?)")
                        .params(rich, poor)
                        .query(Long.class)
                        .single())
                .isZero();
        for (String customer : List.of(rich, poor)) {
            JsonNode account = waybill.get("/accounts/" + customer);
            long charged = orders.stream()
                    .map(order -> waybill.get("/orders/" + order))
                    .filter(order -> order.path("customerId").stringValue().equals(customer)
                            && order.path("status").stringValue().equals("COMPLETED"))
                    .mapToLong(order -> order.path("total").longValue())
                    .sum();
            assertThat(account.path("captured").longValue()).isEqualTo(charged);
            assertThat(account.path("available").longValue() + charged)
                    .isEqualTo(customer.equals(rich) ? 100_000 : 1_500);
        }
        for (long item : List.of(plenty, scarce)) {
            JsonNode stock = waybill.get("/stock/" + item);
            assertThat(stock.path("reserved").longValue()).isZero();
            assertThat(stock.path("available").longValue()
                            + stock.path("shipped").longValue())
                    .isEqualTo(db.sql("select sum(quantity) from stock_entry where item_id = ?")
                            .param(item)
                            .query(Long.class)
                            .single());
        }
    }

    private void acceptIfOffered(String order) {
        JsonNode offers = waybill.get("/deliveries/" + order).path("offers");
        if (!offers.isEmpty()) {
            waybill.accept(order, offers.get(offers.size() - 1).path("driverId").stringValue());
        }
    }
}
