package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import tools.jackson.databind.JsonNode;

/** The story of an order, over HTTP and on real servers. The test itself plays the drivers. */
@EndToEndTest
@TestPropertySource(properties = {"waybill.process.driver-answer-timeout=3s", "waybill.factory.time-per-piece=50ms"})
class FulfilmentIT {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

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
        JsonNode made = waybill.get("/production-log").get(0);
        assertThat(made.path("factoryName").stringValue()).isEqualTo("Factory1");
        assertThat(made.path("quantity").longValue()).isEqualTo(4);
        assertThat(made.path("requester").stringValue()).isEqualTo(customer);
    }

    @Test
    void an_order_that_its_customer_cannot_pay_is_rejected_even_if_stock_is_short() {
        String customer = waybill.customerWith(15_000);
        long item = waybill.itemInStock(10_000, 1, 1);

        String order = waybill.place(customer, item, 2);

        JsonNode rejected = waybill.awaitStatus(order, "REJECTED");
        assertThat(rejected.path("reason").stringValue())
                .isEqualTo("The customer's credit does not suffice: The order costs 20000, the account has 15000");
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
        // What the factory has begun it finishes: free stock then.
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
    void behind_the_pivot_a_cancellation_is_refused() {
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
                .isEqualTo("What is short cannot be produced: Item %d cannot be made: there is no factory 77"
                        .formatted(item));
        waybill.assertAccount(customer, 1_000_000, 0, 0);
        waybill.assertStock(item, 1, 0, 0);
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

    private static List<String> steps(JsonNode order) {
        return order.path("timeline")
                .valueStream()
                .map(entry -> entry.path("step").stringValue() + " "
                        + entry.path("outcome").stringValue())
                .toList();
    }
}
