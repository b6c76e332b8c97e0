package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;

import io.waybill.account.AccountWorker;
import io.waybill.core.OrderId;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The story of an order on Zeebe, and what only Zeebe has: jobs that are handed out and may be interrupted. */
@ZeebeEndToEndTest
@TestPropertySource(
        properties = {
            "waybill.factory.time-per-piece=20ms",
            "waybill.audit.quiet-after=1s",
            "waybill.audit.reconcile-every=1s"
        })
class ZeebeIT {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @MockitoSpyBean
    AccountWorker worker;

    @Autowired
    Engines engines;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    final CountDownLatch goOn = new CountDownLatch(1);
    final CountDownLatch done = new CountDownLatch(1);
    Caller waybill;
    Audited audited;
    String customer;
    long item;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
        audited = new Audited(managementPort);
        customer = waybill.customerWith(1_000);
        item = waybill.itemInStock(100, 1, 5);
    }

    @Test
    void an_order_that_is_short_is_produced_delivered_shipped_and_charged() {
        String order = waybill.place(customer, item, 7);
        waybill.accept(order, waybill.awaitOffer(order, 1));

        JsonNode completed = waybill.awaitStatus(order, "COMPLETED");
        assertThat(completed
                        .path("timeline")
                        .valueStream()
                        .map(entry -> entry.path("step").stringValue()))
                .contains("production.request", "stock.receive", "account.capture", "stock.ship")
                .doesNotHaveDuplicates();
        waybill.assertAccount(customer, 300, 0, 700);
        waybill.assertStock(item, 0, 0, 7);
        assertThat(EngineName.of(instancesOf(order).getFirst())).isEqualTo(EngineName.ZEEBE);
        assertThat(audited.violationsOf(order, customer)).isEmpty();
    }

    @Test
    void an_order_beyond_the_credit_is_rejected() {
        String order = waybill.place(customer, item, 11);

        waybill.awaitStatus(order, "REJECTED");
        assertNothingIsHeld();
    }

    @Test
    void an_order_that_no_driver_takes_is_cancelled() {
        String order = waybill.place(customer, item, 2);
        for (int offer = 1; offer <= 3; offer++) {
            assertThat(waybill.refuse(order, waybill.awaitOffer(order, offer))).isEqualTo(200);
        }

        assertThat(waybill.awaitStatus(order, "CANCELLED").path("reason").stringValue())
                .isEqualTo("No driver took the delivery");
        assertNothingIsHeld();
    }

    @Test
    void what_a_factory_finishes_after_the_cancellation_is_free_stock() {
        long slow = waybill.itemInStock(1, 1, 0);
        String order = waybill.place(customer, slow, 100);
        waybill.awaitStatus(order, "IN_PRODUCTION");

        assertThat(waybill.cancel(order)).isEqualTo(202);

        waybill.awaitStatus(order, "CANCELLED");
        await().atMost(Caller.PATIENCE).untilAsserted(() -> waybill.assertStock(slow, 100, 0, 0));
        assertThat(waybill.status(order)).isEqualTo("CANCELLED");
        assertNothingIsHeld();
        assertThat(audited.violationsOf(order, customer, Long.toString(slow))).isEmpty();
    }

    @Test
    void an_answer_to_an_earlier_offer_is_not_taken_for_the_next_drivers() {
        String order = waybill.place(customer, item, 1);
        String first = waybill.awaitOffer(order, 1);
        waybill.refuse(order, first);
        String second = waybill.awaitOffer(order, 2);
        assertThat(waybill.accept(order, first)).isEqualTo(409);

        publish(new Message(
                "delivery.accepted", order + "/1", "late", Duration.ofMinutes(1), Map.of(), order, OrderId.PROCESS));
        // Commands are processed in order, so the earlier message has arrived before this one.
        publish(new Message(
                "delivery.refused", order + "/2", "second", Duration.ofMinutes(1), Map.of(), order, OrderId.PROCESS));

        waybill.awaitOffer(order, 3);
        assertThat(waybill.status(order)).isEqualTo("IN_DELIVERY");
        assertThat(second).isNotEqualTo(first);
        waybill.cancel(order);
        waybill.awaitStatus(order, "CANCELLED");
    }

    private void publish(Message message) {
        transaction.executeWithoutResult(status -> engines.publish(message));
    }

    @Test
    void a_start_that_comes_twice_starts_one_process() throws InterruptedException {
        CountDownLatch begun = holdReservationsBack();
        String order = waybill.place(customer, item, 3);
        begun.await();

        for (String id : List.of(order, UUID.randomUUID().toString())) {
            Message start = new Message(
                    "order.placed", order, id, Duration.ZERO, Map.of("orderId", order), order, OrderId.PROCESS);
            transaction.executeWithoutResult(status -> engines.startAgain(start));
            await().until(() -> engines.startsUnderWay() == 0);
        }
        goOn.countDown();

        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");
        assertThat(instancesOf(order)).hasSize(1);
        assertThat(audited.violationsOf(order, customer)).isEmpty();
    }

    /** Makes each reservation wait before it takes effect. */
    private CountDownLatch holdReservationsBack() {
        CountDownLatch begun = new CountDownLatch(1);
        doAnswer(reserve -> {
                    begun.countDown();
                    goOn.await();
                    Object answer = reserve.callRealMethod();
                    done.countDown();
                    return answer;
                })
                .when(worker)
                .reserve(anyString());
        return begun;
    }

    /** The engine interrupts the job and never undoes it, whether the worker has committed or not (law 3). */
    @Test
    void what_a_step_held_before_it_was_interrupted_is_released() throws InterruptedException {
        doAnswer(reserve -> {
                    Object answer = reserve.callRealMethod();
                    goOn.await();
                    done.countDown();
                    return answer;
                })
                .when(worker)
                .reserve(anyString());
        String order = waybill.place(customer, item, 3);
        await().atMost(Caller.PATIENCE).untilAsserted(() -> waybill.assertAccount(customer, 700, 300, 0));

        cancelAndLetGoOn(order);
    }

    @Test
    void a_step_that_comes_after_the_order_is_closed_is_refused() throws InterruptedException {
        CountDownLatch begun = holdReservationsBack();
        String order = waybill.place(customer, item, 3);
        begun.await();

        cancelAndLetGoOn(order);
    }

    private void cancelAndLetGoOn(String order) throws InterruptedException {
        assertThat(waybill.cancel(order)).isEqualTo(202);
        waybill.awaitStatus(order, "CANCELLED");
        assertNothingIsHeld();

        goOn.countDown();
        done.await();
        assertNothingIsHeld();
        assertThat(waybill.status(order)).isEqualTo("CANCELLED");
    }

    /** Somebody ended it in Operate. The engine has not lost everything, so Waybill leaves the decision to a person. */
    @Test
    void an_order_whose_process_somebody_ended_is_found_and_begins_again_on_an_operators_word() throws Gone {
        String order = waybill.place(customer, item, 2);
        String driver = waybill.awaitOffer(order, 1);
        assertThat(restart(order).getStatusCode().value()).isEqualTo(409);
        long instance = instancesOf(order).getFirst();
        engines.of(instance).stop(instance);
        await().atMost(Caller.PATIENCE)
                .until(() -> audited.rulesBrokenBy(order).contains("open-orders-have-a-process"));
        waybill.accept(order, driver);

        ResponseEntity<JsonNode> restarted = restart(order);

        assertThat(restarted.getStatusCode().value())
                .as("%s", restarted.getBody())
                .isEqualTo(200);
        JsonNode completed = waybill.awaitStatus(order, "COMPLETED");
        assertThat(completed.path("timeline").valueStream())
                .anyMatch(entry -> entry.path("step").stringValue().equals("order.restart")
                        && entry.path("detail").stringValue().endsWith(": Ended by mistake"));
        assertThat(restart(order).getStatusCode().value()).isEqualTo(409);
        assertThat(restart(OrderId.next().value()).getStatusCode().value()).isEqualTo(404);
        waybill.assertAccount(customer, 800, 0, 200);
        waybill.assertStock(item, 3, 0, 2);
        assertThat(waybill.get("/deliveries/" + order).path("offers")).hasSize(1);
        assertThat(audited.violationsOf(order, customer)).isEmpty();
    }

    private ResponseEntity<JsonNode> restart(String order) {
        return waybill.send(
                HttpMethod.POST, "/orders/%s/restart".formatted(order), Map.of("reason", "Ended by mistake"));
    }

    private List<Long> instancesOf(String order) {
        return db.sql("select instance_key from process_instance where order_id = ?")
                .param(order)
                .query(Long.class)
                .list();
    }

    private void assertNothingIsHeld() {
        waybill.assertAccount(customer, 1_000, 0, 0);
        waybill.assertStock(item, 5, 0, 0);
    }
}
