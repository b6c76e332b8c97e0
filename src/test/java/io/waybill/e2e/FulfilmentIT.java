package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The story of an order, over HTTP and on real servers. The test itself plays the drivers. */
@EndToEndTest
@TestPropertySource(properties = {"waybill.process.driver-answer-timeout=3s", "waybill.factory.time-per-piece=50ms"})
class FulfilmentIT {

    @LocalServerPort
    int port;

    Caller waybill;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
    }

    @Test
    void an_order_is_reserved_produced_delivered_shipped_and_charged() {
        String customer = waybill.customerWith(1_000_000);
        long item = waybill.itemInStock(10_000, 1, 1);

        String order = waybill.place(customer, item, 5);
        String driver = waybill.awaitOffer(order, 1);
        waybill.assertAccount(customer, 950_000, 50_000, 0);
        waybill.assertStock(item, 0, 5, 0);
        assertThat(waybill.accept(order, driver)).isEqualTo(200);

        JsonNode completed = waybill.awaitStatus(order, "COMPLETED");
        assertThat(completed.path("total").longValue()).isEqualTo(50_000);
        assertThat(completed.path("currency").stringValue()).isEqualTo("KRW");
        assertThat(completed.has("closedAt")).isTrue();
        assertThat(completed.has("reason")).isFalse();
        assertThat(steps(completed))
                .containsSubsequence(
                        "order.place DONE",
                        "production.request DONE",
                        "production.finished DONE",
                        "stock.receive DONE",
                        "delivery.book DONE",
                        "delivery.accepted DONE",
                        "order.commit DONE",
                        "order.complete DONE")
                .contains("account.reserve DONE", "stock.reserve DONE", "account.capture DONE", "stock.ship DONE")
                .doesNotHaveDuplicates();
        waybill.assertAccount(customer, 950_000, 0, 50_000);
        waybill.assertStock(item, 0, 0, 5);
        assertThat(waybill.get("/production-log").valueStream())
                .filteredOn(entry -> entry.path("requester").stringValue().equals(customer))
                .singleElement()
                .satisfies(made -> {
                    assertThat(made.path("factoryName").stringValue()).isEqualTo("Factory1");
                    assertThat(made.path("quantity").longValue()).isEqualTo(4);
                });
    }

    /** As if the driver's app repeats the call, or the driver taps twice. */
    @Test
    void a_driver_who_accepts_many_times_at_once_is_told_yes_each_time() throws Exception {
        String customer = waybill.customerWith(1_000);
        long item = waybill.itemInStock(10, 1, 5);
        String order = waybill.place(customer, item, 1);
        String driver = waybill.awaitOffer(order, 1);
        Caller app = waybill.as("driver", driver);

        List<Integer> answers = atOnce(Collections.nCopies(16, () -> app.accept(order, driver)));

        assertThat(answers).containsOnly(200);
        JsonNode completed = waybill.awaitStatus(order, "COMPLETED");
        assertThat(steps(completed)).doesNotHaveDuplicates();
    }

    @Test
    void an_order_that_its_customer_cannot_pay_is_rejected_even_if_stock_is_short() {
        String customer = waybill.customerWith(15_000);
        long item = waybill.itemInStock(10_000, 1, 1);

        String order = waybill.place(customer, item, 2);

        JsonNode rejected = waybill.awaitStatus(order, "REJECTED");
        assertThat(rejected.path("reason").stringValue())
                .isEqualTo("The customer's credit is insufficient: The order costs 20000, the account has 15000");
        assertThat(steps(rejected)).doesNotContain("production.request DONE");
        waybill.assertAccount(customer, 15_000, 0, 0);
        waybill.assertStock(item, 1, 0, 0);
        assertThat(waybill.cancel(order)).isEqualTo(409);
    }

    @Test
    void an_order_of_several_lines_waits_for_the_short_one_only() {
        String customer = waybill.customerWith(1_000_000);
        long plenty = waybill.itemInStock(100, 1, 50);
        long scarce = waybill.itemInStock(100, 2, 1);

        String order = waybill.place(customer, plenty, 10, scarce, 3, plenty, 5);
        waybill.accept(order, waybill.awaitOffer(order, 1));

        JsonNode completed = waybill.awaitStatus(order, "COMPLETED");
        assertThat(completed.path("lines")).hasSize(2);
        waybill.assertStock(plenty, 35, 0, 15);
        waybill.assertStock(scarce, 0, 0, 3);
    }

    @Test
    void a_cancellation_while_the_factory_works_undoes_everything() {
        String customer = waybill.customerWith(1_000_000);
        long item = waybill.itemInStock(10_000, 1, 1);

        String order = waybill.place(customer, item, 41);
        waybill.awaitStatus(order, "IN_PRODUCTION");
        assertThat(waybill.cancel(order)).isEqualTo(202);
        assertThat(waybill.cancel(order)).isIn(202, 409);

        JsonNode cancelled = waybill.awaitStatus(order, "CANCELLED");
        assertThat(cancelled.path("reason").stringValue()).isEqualTo("Cancelled on request");
        waybill.assertAccount(customer, 1_000_000, 0, 0);
        // The factory finishes what it has begun; the goods become free stock.
        await().untilAsserted(() -> waybill.assertStock(item, 41, 0, 0));
        assertThat(waybill.cancel(order)).isEqualTo(409);
    }

    @Test
    void a_cancellation_right_after_the_order_is_carried_out() {
        String customer = waybill.customerWith(1_000_000);
        long item = waybill.itemInStock(10_000, 1, 100);

        List<String> orders = IntStream.range(0, 10)
                .mapToObj(i -> waybill.place(customer, item, 1))
                .toList();
        orders.forEach(order -> assertThat(waybill.cancel(order)).isEqualTo(202));

        orders.forEach(order -> waybill.awaitStatus(order, "CANCELLED"));
        waybill.assertAccount(customer, 1_000_000, 0, 0);
        waybill.assertStock(item, 100, 0, 0);
    }

    @Test
    void after_the_pivot_a_cancellation_is_refused() {
        String customer = waybill.customerWith(1_000_000);
        long item = waybill.itemInStock(10_000, 1, 5);
        String order = waybill.place(customer, item, 1);
        waybill.accept(order, waybill.awaitOffer(order, 1));

        waybill.awaitStatus(order, "COMPLETED");

        assertThat(waybill.cancel(order)).isEqualTo(409);
        assertThat(waybill.status(order)).isEqualTo("COMPLETED");
    }

    @Test
    void a_refused_delivery_goes_to_the_next_driver() {
        String customer = waybill.customerWith(1_000_000);
        long item = waybill.itemInStock(10_000, 1, 5);
        String order = waybill.place(customer, item, 1);

        String first = waybill.awaitOffer(order, 1);
        assertThat(waybill.refuse(order, first)).isEqualTo(200);
        String second = waybill.awaitOffer(order, 2);
        assertThat(second).isNotEqualTo(first);
        assertThat(waybill.accept(order, first)).isEqualTo(409);
        assertThat(waybill.accept(order, second)).isEqualTo(200);

        waybill.awaitStatus(order, "COMPLETED");
    }

    @Test
    void an_order_that_no_driver_takes_is_cancelled() {
        String customer = waybill.customerWith(1_000_000);
        long item = waybill.itemInStock(10_000, 1, 5);

        String order = waybill.place(customer, item, 2);

        JsonNode cancelled = waybill.awaitStatus(order, "CANCELLED");
        assertThat(cancelled.path("reason").stringValue()).isEqualTo("No driver took the delivery");
        assertThat(waybill.get("/deliveries/" + order).path("offers")).hasSize(3);
        waybill.assertAccount(customer, 1_000_000, 0, 0);
        waybill.assertStock(item, 5, 0, 0);
    }

    @Test
    void an_order_for_something_that_no_factory_makes_is_rejected() {
        String customer = waybill.customerWith(1_000_000);
        long item = waybill.itemInStock(10_000, 77, 1);

        String order = waybill.place(customer, item, 2);

        JsonNode rejected = waybill.awaitStatus(order, "REJECTED");
        assertThat(rejected.path("reason").stringValue())
                .isEqualTo("The missing goods cannot be produced: Item %d cannot be made: there is no factory 77"
                        .formatted(item));
        waybill.assertAccount(customer, 1_000_000, 0, 0);
        waybill.assertStock(item, 1, 0, 0);
    }

    private static List<String> steps(JsonNode order) {
        return order.path("timeline")
                .valueStream()
                .map(entry -> entry.path("step").stringValue() + " "
                        + entry.path("outcome").stringValue())
                .toList();
    }
}
