package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.platform.queue.Queue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Events go to a topic. SNS can be away while SQS is there. Runs with {@code -Psns} only, because it needs npm. */
@Tag("sns")
class EventsOverSnsIT {

    private static final String TOPIC = "waybill-events";
    private static final String OTHERS = "cancelled-orders-of-others";

    private static Fauxqs aws;
    private static String topic;
    private static Passage waySns;
    private static Replica replica;
    private static Caller waybill;
    private static Fauxqs.Reader orderEvents;
    private static Fauxqs.Reader others;

    @BeforeAll
    static void waybill_with_a_topic_to_which_others_have_subscribed() throws IOException {
        aws = Fauxqs.start();
        topic = aws.sns().createTopic(t -> t.name(TOPIC)).topicArn();
        String arn = arnOf(aws.createQueue(OTHERS));
        aws.sns()
                .subscribe(s -> s.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(arn)
                        .attributes(Map.of(
                                "RawMessageDelivery", "true", "FilterPolicy", "{\"type\":[\"order.cancelled\"]}")));
        waySns = new Passage(aws.address());
        waySns.open();
        replica = start();
        waybill = replica.caller();
        await("subscriptions")
                .atMost(Caller.PATIENCE)
                .until(() -> subscriptions().size() == 3);
        orderEvents = aws.reader(Queue.ORDER_EVENTS);
        others = aws.reader(OTHERS);
    }

    private static Replica start() {
        return Replica.start(
                "--spring.cloud.aws.sqs.endpoint=" + aws.address(),
                "--spring.cloud.aws.sns.endpoint=" + waySns.address(),
                "--waybill.events.topic=" + TOPIC,
                "--waybill.events.settling-time=1s");
    }

    @AfterAll
    static void end() {
        Stream.of(replica, waySns, aws).forEach(EventsOverSnsIT::close);
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_ends_of_orders_reach_their_queue_and_others_get_what_they_asked_for() {
        String completed = order(waybill);
        waybill.accept(completed, waybill.awaitOffer(completed, 1));
        waybill.awaitStatus(completed, "COMPLETED");
        awaitEvent(orderEvents, completed);
        String cancelled = cancelledOrder(waybill);
        awaitEvent(orderEvents, cancelled);
        awaitEvent(others, cancelled);

        assertThat(orderEvents.bodies())
                .filteredOn(body -> body.contains(completed))
                .singleElement()
                .asString()
                .matches(
                        ("\\{\"type\":\"order.completed\",\"version\":1,\"id\":\"order.completed:%s\",\"orderId\":\"%s\","
                                        + "\"occurredAt\":\"[-:.TZ0-9]+\",\"status\":\"COMPLETED\"}")
                                .formatted(completed, completed));
        assertThat(others.bodies()).allMatch(body -> body.contains("\"type\":\"order.cancelled\""));
    }

    @Test
    void results_earn_points() {
        RaceOffice office = new RaceOffice(waybill);
        String race = office.make(1, Duration.ofSeconds(14));
        String runner = office.runner();
        office.awaitStatus(office.enter(race, runner), "COMPLETED");
        Instant starts = Instant.parse(office.race(race).path("startsAt").stringValue());
        await().atMost(Caller.PATIENCE).until(() -> Instant.now().isAfter(starts));
        office.result(race, runner, Map.of("milliseconds", 3_600_000));

        await("points of " + runner)
                .atMost(Caller.PATIENCE)
                .until(() -> waybill.get("/accounts/%s/points".formatted(runner))
                                .path("points")
                                .longValue()
                        == 40);
        assertThat(others.bodies()).noneMatch(body -> body.contains("results.changed"));
    }

    @Test
    void each_event_arrives_when_sns_was_away() throws IOException {
        waySns.close();
        List<String> orders =
                Stream.generate(() -> cancelledOrder(waybill)).limit(3).toList();
        assertThat(orderEvents.bodies()).noneMatch(body -> orders.stream().anyMatch(body::contains));

        waySns.open();
        orders.forEach(order -> awaitEvent(orderEvents, order));
        orders.forEach(order -> awaitEvent(others, order));
    }

    @Test
    void an_event_that_cannot_be_handled_is_a_dead_letter_as_it_was_published() {
        String nonsense = "{\"type\":\"results.changed\",\"version\":77}";
        aws.sns()
                .publish(p -> p.topicArn(topic)
                        .message(nonsense)
                        .messageAttributes(Map.of(
                                "type",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("results.changed")
                                        .build())));

        Fauxqs.Reader deadLetters = aws.reader(Queue.RACE_RESULTS + "-dlq");
        await("dead letter").atMost(Caller.PATIENCE).until(() -> deadLetters.has(nonsense::equals));
    }

    @Test
    void another_start_even_without_sns_subscribes_nothing_twice_and_mends_what_was_changed() throws IOException {
        String mine = subscriptions().stream()
                .filter(one -> one.endpoint().endsWith(":" + Queue.ORDER_EVENTS))
                .findFirst()
                .orElseThrow()
                .subscriptionArn();
        aws.sns()
                .setSubscriptionAttributes(s -> s.subscriptionArn(mine)
                        .attributeName("RawMessageDelivery")
                        .attributeValue("false"));
        List<String> policies = policies();
        assertThat(policies).allMatch(policy -> policy.contains(topic));

        waySns.close();
        try (Replica second = start()) {
            String order = cancelledOrder(second.caller());
            waySns.open();
            await("raw delivery")
                    .atMost(Caller.PATIENCE)
                    .until(() -> aws.sns()
                            .getSubscriptionAttributes(s -> s.subscriptionArn(mine))
                            .attributes()
                            .get("RawMessageDelivery")
                            .equals("true"));
            awaitEvent(orderEvents, order);
        }

        assertThat(subscriptions())
                .extracting(one -> one.endpoint().replaceFirst(".*:", ""))
                .containsExactlyInAnyOrder(Queue.ORDER_EVENTS, Queue.RACE_RESULTS, OTHERS);
        assertThat(policies()).isEqualTo(policies);
    }

    private static List<Subscription> subscriptions() {
        return aws.sns().listSubscriptionsByTopic(s -> s.topicArn(topic)).subscriptions();
    }

    private static List<String> policies() {
        return Stream.of("order-events", "order-events-dlq", "race-results", "race-results-dlq")
                .map(queue -> aws.sqs()
                        .getQueueAttributes(q -> q.queueUrl(aws.urlOf(queue)).attributeNames(QueueAttributeName.POLICY))
                        .join()
                        .attributes()
                        .get(QueueAttributeName.POLICY))
                .toList();
    }

    private static String arnOf(String url) {
        return aws.sqs()
                .getQueueAttributes(q -> q.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .join()
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private static String order(Caller waybill) {
        return waybill.place(waybill.customerWith(100_000), waybill.itemInStock(100, 1, 10), 2);
    }

    private static String cancelledOrder(Caller waybill) {
        String order = order(waybill);
        waybill.awaitOffer(order, 1);
        assertThat(waybill.cancel(order)).isEqualTo(202);
        waybill.awaitStatus(order, "CANCELLED");
        return order;
    }

    private static void awaitEvent(Fauxqs.Reader queue, String order) {
        await("the event of " + order).atMost(Caller.PATIENCE).until(() -> queue.has(body -> body.contains(order)));
    }
}
