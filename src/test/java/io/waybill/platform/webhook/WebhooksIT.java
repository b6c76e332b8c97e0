package io.waybill.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.waybill.Given;
import io.waybill.ModuleTest;
import io.waybill.OrdersInTests;
import io.waybill.core.CustomerId;
import io.waybill.core.OrderId;
import io.waybill.core.PlacedOrders;
import io.waybill.core.Progressed;
import io.waybill.core.Progressed.Progress;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.webhook.Receiver.Received;
import io.waybill.platform.webhook.WebhookDelivery.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ModuleTest
@Import(OrdersInTests.class)
@TestPropertySource(properties = {"waybill.webhooks.allow-http=true", "waybill.webhooks.allowed-networks=127.0.0.1"})
class WebhooksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pageable FIRST_PAGE = PageRequest.of(0, 50);

    @Autowired
    Registrations registrations;

    @Autowired
    OldDeliveries oldDeliveries;

    @Autowired
    KeptSecrets keptSecrets;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @MockitoBean
    PlacedOrders placedOrders;

    Receiver receiver;
    CustomerId customer;
    Caller caller;

    @BeforeEach
    void a_customer() throws IOException {
        receiver = new Receiver();
        customer = Given.aCustomer();
        caller = caller(customer);
    }

    /** Nothing from this test keeps running during the next one. */
    @AfterEach
    void close() {
        receiver.close();
        db.sql("update webhook set active = false").update();
    }

    @Test
    void what_happens_to_an_order_is_delivered_and_signed() {
        Webhook webhook = register(caller);
        OrderId order = OrderId.next();

        progress(order, customer, "COMPLETED", null);

        Received request = awaitReceived(1).getFirst();
        JsonNode body = JsonMapper.shared().readTree(request.body());
        assertThat(body.propertyNames()).containsExactly("type", "timestamp", "data");
        assertThat(body.path("type").stringValue()).isEqualTo("order.completed");
        assertThat(body.path("timestamp").stringValue()).isEqualTo("2026-01-02T03:04:05.678901Z");
        assertThat(body.path("data"))
                .isEqualTo(JsonMapper.shared()
                        .valueToTree(Map.of(
                                "orderId", order.value(), "customerId", customer.value(), "status", "COMPLETED")));
        assertSignedBy(request, webhook.secret());
        WebhookDelivery delivery = awaitDelivery(webhook, Status.DELIVERED);
        assertThat(request.header("webhook-id")).isEqualTo(delivery.id().value());
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(delivery.responseStatus()).isEqualTo(204);
        assertThat(delivery.nextAttemptAt()).isNull();
        assertThat(delivery.subject()).isEqualTo(order.subject());
    }

    @Test
    void the_reason_is_delivered() {
        register(caller);

        progress(OrderId.next(), customer, "REJECTED", "Größe ✓ \"quoted\"");

        Received request = awaitReceived(1).getFirst();
        assertThat(JsonMapper.shared()
                        .readTree(request.body())
                        .path("data")
                        .path("reason")
                        .stringValue())
                .isEqualTo("Größe ✓ \"quoted\"");
    }

    @Test
    void what_is_rolled_back_is_never_delivered() {
        Webhook webhook = register(caller);

        transaction.executeWithoutResult(status -> {
            publish(OrderId.next(), customer, "PLACED", null);
            status.setRollbackOnly();
        });
        progress(OrderId.next(), customer, "SHIPPED", null);

        assertThat(awaitReceived(1))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("order.shipped"));
        assertThat(deliveries(webhook)).hasSize(1);
        assertThatThrownBy(() -> publish(OrderId.next(), customer, "PLACED", null))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void everybody_gets_the_events_that_they_asked_for_and_no_others() {
        CustomerId other = Given.aCustomer();
        Caller service = service();
        Webhook own = register(caller);
        Webhook ends = registrations.register(
                caller,
                customer,
                new Subscription(url(), List.of("order.completed", "order.rejected"), Format.JSON, "ends only"));
        Webhook everything = register(service);
        Webhook one = registrations.register(service, other, all(url()));
        Webhook nothing = register(caller(Given.aCustomer()));

        transaction.executeWithoutResult(status -> events.publishEvent(new Progressed(List.of(
                made(OrderId.next(), customer, "PLACED", null), made(OrderId.next(), other, "COMPLETED", null)))));
        progress(OrderId.next(), customer, "COMPLETED", null);

        assertThat(types(own)).containsExactlyInAnyOrder("order.placed", "order.completed");
        assertThat(types(ends)).containsExactly("order.completed");
        assertThat(types(everything)).containsExactlyInAnyOrder("order.placed", "order.completed", "order.completed");
        assertThat(types(one)).containsExactly("order.completed");
        assertThat(types(nothing)).isEmpty();
    }

    @Test
    void a_failed_delivery_is_tried_again_under_the_same_id() {
        Webhook webhook = register(caller);
        receiver.answers(500);

        progress(OrderId.next(), customer, "PLACED", null);

        WebhookDelivery failed = await().atMost(PATIENCE)
                .until(() -> deliveries(webhook).getFirst(), delivery -> delivery.attempts() == 1);
        assertThat(failed.status()).isEqualTo(Status.PENDING);
        assertThat(failed.error()).isEqualTo("The receiver answered 500");
        assertThat(failed.responseStatus()).isEqualTo(500);
        assertThat(failed.nextAttemptAt()).isAfter(failed.lastAttemptAt());
        WebhookDelivery delivered = awaitDelivery(webhook, Status.DELIVERED);
        assertThat(delivered.attempts()).isEqualTo(2);
        assertThat(delivered.error()).isNull();
        assertThat(awaitReceived(2))
                .extracting(request -> request.header("webhook-id"), Received::body)
                .containsOnly(tuple(
                        delivered.id().value(), receiver.received().getFirst().body()));
        receiver.received().forEach(request -> assertSignedBy(request, webhook.secret()));
    }

    @Test
    void a_redirect_is_not_followed() {
        Webhook webhook = register(caller);
        receiver.answers(302);

        progress(OrderId.next(), customer, "PLACED", null);

        await().atMost(PATIENCE)
                .until(
                        () -> deliveries(webhook).getFirst().error(),
                        "The receiver answered 302; redirects are not followed"::equals);
        assertThat(receiver.received()).extracting(Received::path).containsExactly("/hook");
    }

    @Test
    void a_receiver_that_is_gone_is_not_tried_again() {
        Webhook webhook = register(caller);
        receiver.answers(410);

        progress(OrderId.next(), customer, "PLACED", null);

        await().atMost(PATIENCE)
                .until(() -> registrations.get(caller, id(webhook)).isActive(), active -> !active);
        assertThat(registrations.get(caller, id(webhook)).inactiveReason())
                .isEqualTo("The receiver answered 410 (Gone)");
        assertThat(awaitDelivery(webhook, Status.FAILED).error()).isEqualTo("The receiver answered 410");
        progress(OrderId.next(), customer, "SHIPPED", null);
        assertThat(deliveries(webhook)).hasSize(1);
        assertThatThrownBy(() -> registrations.test(caller, id(webhook))).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> registrations.replay(
                        caller, id(webhook), deliveries(webhook).getFirst().id().value()))
                .isInstanceOf(Conflict.class);

        registrations.change(caller, id(webhook), all(url()), true);

        assertThat(registrations.get(caller, id(webhook)).inactiveReason()).isNull();
        progress(OrderId.next(), customer, "COMPLETED", null);
        assertThat(awaitReceived(2).getLast().body()).contains("order.completed");
    }

    @Test
    void a_delivery_fails_when_its_day_is_over() {
        Webhook webhook = register(caller);
        receiver.answers(500, 503);
        progress(OrderId.next(), customer, "PLACED", null);
        await().atMost(PATIENCE).until(() -> deliveries(webhook).getFirst().attempts() == 1);

        db.sql("update webhook_delivery set tried_since = tried_since - interval 25 hour where webhook_id = ?")
                .param(id(webhook))
                .update();

        WebhookDelivery failed = awaitDelivery(webhook, Status.FAILED);
        assertThat(failed.attempts()).isEqualTo(2);
        assertThat(failed.error()).isEqualTo("The receiver answered 503");
        assertThat(failed.nextAttemptAt()).isNull();
    }

    @Test
    void a_delivery_can_be_replayed_whatever_became_of_it() {
        Webhook webhook = register(caller);
        progress(OrderId.next(), customer, "PLACED", null);
        String delivery = awaitDelivery(webhook, Status.DELIVERED).id().value();

        assertThat(registrations.replay(caller, id(webhook), delivery).status()).isEqualTo(Status.PENDING);

        List<Received> both = awaitReceived(2);
        assertThat(both).extracting(Received::body).containsOnly(both.getFirst().body());
        assertThat(both).extracting(request -> request.header("webhook-id")).containsOnly(delivery);
        assertThat(awaitDelivery(webhook, Status.DELIVERED).attempts()).isEqualTo(2);
    }

    /** Attempts that were still pending are not made in addition to those of the replay. */
    @Test
    void a_replay_takes_the_place_of_the_attempts_before() {
        Webhook webhook = register(caller);
        receiver.answers(500, 500, 500, 500, 500, 500);
        progress(OrderId.next(), customer, "PLACED", null);
        String delivery = await().atMost(PATIENCE)
                .until(() -> deliveries(webhook).getFirst(), tried -> tried.attempts() == 1)
                .id()
                .value();

        registrations.replay(caller, id(webhook), delivery);

        await().atMost(PATIENCE).until(() -> tasks(delivery), List.of(delivery + ":1")::equals);
        assertThat(deliveries(webhook).getFirst().status()).isEqualTo(Status.PENDING);
    }

    private List<String> tasks(String delivery) {
        return List.copyOf(db.sql("select task_instance from webhook_tasks where task_instance like ?")
                .param(delivery + "%")
                .query(String.class)
                .list());
    }

    @Test
    void a_new_secret_signs_beside_the_old_one_for_a_day() {
        Webhook webhook = register(caller);
        Secret old = webhook.secret();

        Secret fresh = registrations.rotateSecret(caller, id(webhook)).secret();

        assertThat(fresh.value()).isNotEqualTo(old.value());
        registrations.test(caller, id(webhook));
        assertSignedBy(awaitReceived(1).getFirst(), fresh, old);
        Instant rotated = Clock.systemUTC().instant();
        Webhook kept = registrations.get(caller, id(webhook));
        assertThat(kept.secrets(rotated.plus(Duration.ofHours(23)))).containsExactly(fresh, old);
        assertThat(kept.secrets(rotated.plus(Duration.ofHours(24)))).containsExactly(fresh);
    }

    @Test
    void secrets_are_encrypted_in_the_database() {
        Webhook webhook = register(caller);
        registrations.rotateSecret(caller, id(webhook));

        assertThat(keptSecrets(webhook))
                .allSatisfy(kept -> assertThat(kept).startsWith("aes:").doesNotContain("whsec_"));
    }

    @Test
    void what_was_kept_in_the_clear_is_encrypted_at_the_start_and_signs_as_before() {
        Webhook webhook = register(caller);
        Secret before = Secret.next();
        db.sql("update webhook set secret = ?, previous_secret = ? where webhook_id = ?")
                .params(before.value(), Secret.next().value(), id(webhook))
                .update();

        keptSecrets.run(new DefaultApplicationArguments());

        assertThat(keptSecrets(webhook))
                .hasSize(2)
                .allSatisfy(kept -> assertThat(kept).startsWith("aes:"));
        registrations.test(caller, id(webhook));
        assertSignedBy(awaitReceived(1).getFirst(), before);
    }

    private List<String> keptSecrets(Webhook webhook) {
        return List.copyOf(
                db.sql("""
                        select secret from webhook where webhook_id = :id
                        union all select previous_secret from webhook where webhook_id = :id and previous_secret is not null""").param("id", id(webhook)).query(String.class).list());
    }

    @Test
    void a_test_event_is_delivered_on_demand() {
        Webhook webhook = register(caller);

        registrations.test(caller, id(webhook));

        assertThat(awaitReceived(1).getFirst().body())
                .contains("\"type\":\"webhook.test\"", "\"data\":{\"webhookId\":\"" + webhook.id() + "\"}");
    }

    @Test
    void an_address_that_is_no_longer_allowed_is_refused_at_delivery() {
        Webhook webhook = register(caller);
        db.sql("update webhook set url = ? where webhook_id = ?")
                .params(receiver.url("/hook").replace("127.0.0.1", "127.0.0.2"), id(webhook))
                .update();

        progress(OrderId.next(), customer, "PLACED", null);

        await().atMost(PATIENCE)
                .until(
                        () -> deliveries(webhook).getFirst().error(),
                        "The host does not exist or is not publicly reachable"::equals);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void somebody_elses_webhook_does_not_exist() {
        Webhook webhook = register(caller);
        progress(OrderId.next(), customer, "PLACED", null);
        String delivery = awaitDelivery(webhook, Status.DELIVERED).id().value();
        Caller movedOn = new Caller(caller.name(), Set.of(Role.CUSTOMER), Given.aCustomer(), null);
        Webhook others = register(service());

        for (Caller stranger : List.of(caller(Given.aCustomer()), caller(customer), service(), movedOn)) {
            Stream.<Runnable>of(
                            () -> registrations.get(stranger, id(webhook)),
                            () -> registrations.change(stranger, id(webhook), all(url()), true),
                            () -> registrations.remove(stranger, id(webhook)),
                            () -> registrations.rotateSecret(stranger, id(webhook)),
                            () -> registrations.test(stranger, id(webhook)),
                            () -> registrations.deliveries(stranger, id(webhook), null, FIRST_PAGE),
                            () -> registrations.replay(stranger, id(webhook), delivery))
                    .forEach(call -> assertThatThrownBy(call::run).isInstanceOf(NotFound.class));
            assertThat(registrations.list(stranger, FIRST_PAGE)).isEmpty();
        }
        assertThatThrownBy(() -> registrations.register(caller, Given.aCustomer(), all(url())))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(registrations.list(caller, FIRST_PAGE)).hasSize(1);
        assertThat(others.customer()).isNull();
        assertThat(webhook.customer()).isEqualTo(customer);
    }

    @Test
    void a_delivery_is_replayed_through_its_own_webhook_only() {
        Webhook webhook = register(caller);
        progress(OrderId.next(), customer, "PLACED", null);
        String delivery = awaitDelivery(webhook, Status.DELIVERED).id().value();
        Webhook another = register(caller);

        assertThatThrownBy(() -> registrations.replay(caller, id(another), delivery))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void a_webhook_that_is_removed_or_switched_off_gets_nothing_more() {
        Webhook removed = register(caller);
        Webhook off = register(caller);
        receiver.answers(500, 500);
        progress(OrderId.next(), customer, "PLACED", null);
        awaitReceived(2);

        registrations.remove(caller, id(removed));
        registrations.change(caller, id(off), all(url()), false);
        progress(OrderId.next(), customer, "SHIPPED", null);

        assertThat(awaitDelivery(off, Status.FAILED).error()).isEqualTo("The webhook was switched off");
        await().atMost(PATIENCE)
                .until(() -> db.sql("select status from webhook_delivery where webhook_id = ?")
                        .param(id(removed))
                        .query(String.class)
                        .single()
                        .equals("FAILED"));
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void a_caller_cannot_exceed_the_maximum_of_webhooks_however_they_are_made() throws Exception {
        List<Callable<Boolean>> calls = Collections.nCopies(30, () -> {
            try {
                register(caller);
                return true;
            } catch (Conflict | Unprocessable e) {
                return false;
            }
        });
        Given.atOnce(calls);
        while (registrations.list(caller, FIRST_PAGE).getTotalElements() < Registrations.MOST_WEBHOOKS) {
            register(caller);
        }

        assertThatThrownBy(() -> register(caller)).isInstanceOf(Unprocessable.class);
        List<Webhook> all = registrations.list(caller, FIRST_PAGE).getContent();
        assertThat(all).hasSize(Registrations.MOST_WEBHOOKS);
        registrations.remove(caller, id(all.get(7)));
        register(caller);
    }

    @Test
    void hundreds_of_orders_that_are_placed_together_are_delivered_one_by_one() {
        Webhook webhook = register(service());

        transaction.executeWithoutResult(status -> events.publishEvent(new Progressed(IntStream.range(0, 300)
                .mapToObj(i -> made(OrderId.next(), customer, "PLACED", null))
                .toList())));

        await().atMost(Duration.ofSeconds(90))
                .until(() -> registrations
                                .deliveries(service(webhook), id(webhook), Status.DELIVERED, FIRST_PAGE)
                                .getTotalElements()
                        == 300);
        assertThat(receiver.received()).hasSize(300);
    }

    /** Its deliveries wait for each other; those of other callers do not wait for them. */
    @Test
    void a_slow_receiver_holds_up_its_own_caller_only() throws Exception {
        try (ServerSocket neverAnswers = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress())) {
            URI slow = URI.create("http://127.0.0.1:%d/".formatted(neverAnswers.getLocalPort()));
            CustomerId slowCustomer = Given.aCustomer();
            registrations.register(caller(slowCustomer), null, all(slow));
            register(caller);
            transaction.executeWithoutResult(status -> events.publishEvent(new Progressed(IntStream.range(0, 200)
                    .mapToObj(i -> made(OrderId.next(), slowCustomer, "PLACED", null))
                    .toList())));

            progress(OrderId.next(), customer, "PLACED", null);

            await().atMost(Duration.ofSeconds(8))
                    .until(() -> receiver.received().size() == 1);
        }
    }

    @Test
    void deliveries_are_deleted_when_they_are_old() {
        Webhook webhook = register(caller);
        progress(OrderId.next(), customer, "PLACED", null);
        awaitDelivery(webhook, Status.DELIVERED);
        db.sql("update webhook_delivery set created_at = created_at - interval 31 day where webhook_id = ?")
                .param(id(webhook))
                .update();
        progress(OrderId.next(), customer, "SHIPPED", null);

        oldDeliveries.forget();

        assertThat(types(webhook)).containsExactly("order.shipped");
    }

    private static Caller caller(CustomerId customer) {
        return new Caller("customer-" + UUID.randomUUID(), Set.of(Role.CUSTOMER), customer, null);
    }

    private static Caller service() {
        return new Caller("service-" + UUID.randomUUID(), Set.of(Role.SERVICE), null, null);
    }

    private static Caller service(Webhook webhook) {
        return new Caller(webhook.owner(), Set.of(Role.SERVICE), null, null);
    }

    private Webhook register(Caller by) {
        return registrations.register(by, null, all(url()));
    }

    private static Subscription all(URI url) {
        return new Subscription(url, List.of(), Format.JSON, null);
    }

    private URI url() {
        return URI.create(receiver.url("/hook"));
    }

    private static String id(Webhook webhook) {
        return webhook.id().value();
    }

    private void progress(OrderId order, CustomerId of, String status, @Nullable String reason) {
        transaction.executeWithoutResult(running -> publish(order, of, status, reason));
    }

    private void publish(OrderId order, CustomerId of, String status, @Nullable String reason) {
        events.publishEvent(new Progressed(List.of(made(order, of, status, reason))));
    }

    private static Progress made(OrderId order, CustomerId of, String status, @Nullable String reason) {
        return new Progress(order.subject(), of, status, false, Instant.parse("2026-01-02T03:04:05.678901Z"), reason);
    }

    private List<Received> awaitReceived(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.received()).hasSizeGreaterThanOrEqualTo(count));
        return receiver.received();
    }

    private List<WebhookDelivery> deliveries(Webhook webhook) {
        return registrations
                .deliveries(ownerOf(webhook), id(webhook), null, FIRST_PAGE)
                .getContent();
    }

    private List<String> types(Webhook webhook) {
        return deliveries(webhook).stream().map(WebhookDelivery::type).toList();
    }

    private WebhookDelivery awaitDelivery(Webhook webhook, Status status) {
        return await().atMost(PATIENCE)
                .until(() -> deliveries(webhook).getFirst(), delivery -> delivery.status() == status);
    }

    private Caller ownerOf(Webhook webhook) {
        return webhook.owner().equals(caller.name()) ? caller : service(webhook);
    }

    private static void assertSignedBy(Received request, Secret... secrets) {
        Instant at = Instant.ofEpochSecond(Long.parseLong(request.header("webhook-timestamp")));
        assertThat(at).isCloseTo(Clock.systemUTC().instant(), within(Duration.ofMinutes(1)));
        assertThat(request.header("webhook-signature").split(" ", -1))
                .containsExactly(Arrays.stream(secrets)
                        .map(secret -> secret.sign(new DeliveryId(request.header("webhook-id")), at, request.body()))
                        .toArray(String[]::new));
    }
}
