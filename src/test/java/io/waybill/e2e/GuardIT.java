package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.waybill.account.AccountWorker;
import io.waybill.core.saga.OutOfTurn;
import io.waybill.courier.DeliveryWorker;
import io.waybill.courier.reservation.ReservationWorker;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ModelFile;
import io.waybill.race.entry.EntryWorker;
import io.waybill.race.entry.PlaceWorker;
import io.waybill.shop.order.process.OrderWorker;
import io.waybill.shop.production.ProductionWorker;
import io.waybill.shop.stock.StockWorker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** No drawing breaks the books: steps that a model asks for out of turn are refused. */
@EndToEndTest
@TestPropertySource(properties = {"waybill.factory.time-per-piece=1h", "waybill.process.driver-answer-timeout=10m"})
class GuardIT {

    private static final String FILE = "order-fulfilment.bpmn";
    private static final String POLICY = "order-policy.dmn";

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    Engines engines;

    @Autowired
    AccountWorker accounts;

    @Autowired
    StockWorker stock;

    @Autowired
    DeliveryWorker deliveries;

    @Autowired
    ProductionWorker production;

    @Autowired
    OrderWorker orders;

    @Autowired
    ReservationWorker reserving;

    @Autowired
    EntryWorker entries;

    @Autowired
    PlaceWorker places;

    Caller waybill;
    String customer;
    long item;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
        customer = waybill.customerWith(1_000);
        item = waybill.itemInStock(100, 1, 5);
    }

    @AfterEach
    void leave_the_shipped_model_behind() throws IOException {
        deploy(model());
    }

    @Test
    void nothing_is_committed_without_all_goods() {
        String order = waybill.place(customer, item, 6);
        waybill.awaitStatus(order, "IN_PRODUCTION");

        assertRefused("“Commit order” was asked for without “Reserve stock”", () -> orders.commit(order));

        assertThat(waybill.cancel(order)).isEqualTo(202);
        waybill.awaitStatus(order, "CANCELLED");
    }

    @Test
    void nothing_is_committed_without_credit() {
        String order = waybill.place(customer, item, 1);
        waybill.awaitOffer(order, 1);
        accounts.release(order);

        assertRefused("“Commit order” was asked for without “Reserve credit”", () -> orders.commit(order));

        assertThat(waybill.cancel(order)).isEqualTo(202);
        waybill.awaitStatus(order, "CANCELLED");
    }

    @Test
    void nothing_is_charged_shipped_or_completed_before_the_pivot() {
        String order = waybill.place(customer, item, 1);
        waybill.awaitOffer(order, 1);

        assertRefused("“Capture payment” was asked for before it was decided", () -> accounts.capture(order));
        assertRefused("“Ship goods” was asked for before it was decided", () -> stock.ship(order));
        assertRefused("“Complete order” was asked for before it was decided", () -> orders.complete(order));

        waybill.assertAccount(customer, 900, 100, 0);
        waybill.assertStock(item, 4, 1, 0);
        assertThat(waybill.cancel(order)).isEqualTo(202);
        waybill.awaitStatus(order, "CANCELLED");
    }

    @Test
    void nothing_is_undone_after_the_pivot() throws IOException {
        draw("type=\"account.capture\"", "type=\"order.complete\"");
        String order = waybill.place(customer, item, 1);
        waybill.accept(order, waybill.awaitOffer(order, 1));
        awaitIncident(order);

        assertRefused("“Release credit” was asked for after", () -> accounts.release(order));
        assertRefused("“Release stock” was asked for after", () -> stock.release(order));
        assertRefused("“Cancel delivery” was asked for after", () -> deliveries.cancel(order));
        assertRefused("“Cancel production” was asked for after", () -> production.cancel(order, null));
        assertRefused("“Cancel order” was asked for after", () -> orders.cancel(order, "OTHER"));
        assertRefused("“Reject order” was asked for after", () -> orders.reject(order, "OTHER"));

        finish(order);
    }

    @Test
    void an_order_that_was_not_charged_is_not_completed_and_an_operator_sees_why_at_once() throws IOException {
        draw("type=\"account.capture\"", "type=\"stock.ship\"");
        String order = waybill.place(customer, item, 1);
        waybill.accept(order, waybill.awaitOffer(order, 1));

        JsonNode incident = awaitIncident(order);

        assertThat(incident.path("message").stringValue())
                .isEqualTo("“Complete order” was asked for without “Capture payment”");
        waybill.assertAccount(customer, 900, 100, 0);
        waybill.awaitStatus(order, "SHIPPED");
        finish(order);
        waybill.assertAccount(customer, 900, 0, 100);
        assertThat(new Audited(managementPort).rulesBrokenBy(order, customer)).isEmpty();
    }

    @Test
    void a_reservation_and_an_entry_are_not_completed_before_their_fees_are_due() {
        Reservations reservations = new Reservations(waybill);
        String reservation = reservations.confirmed(waybill.customerWith(1_000_000), Reservations.someDay());
        RaceOffice office = new RaceOffice(waybill);
        String entry = office.confirmed(office.make(1, Duration.ofDays(1)));

        assertRefused(
                "“Complete reservation” was asked for before it was decided that reservation " + reservation,
                () -> reserving.complete(reservation));
        assertRefused(
                "“Complete entry” was asked for before it was decided that entry " + entry,
                () -> entries.complete(entry));

        reservations.cancel(reservation);
        reservations.awaitStatus(reservation, "CANCELLED");
        assertThat(office.withdraw(entry)).isEqualTo(202);
        office.awaitStatus(entry, "CANCELLED");
    }

    @Test
    void nobody_is_charged_for_a_race_without_a_place() {
        RaceOffice office = new RaceOffice(waybill);
        String entry = office.confirmed(office.make(1, Duration.ofDays(1)));
        places.release(entry);

        assertRefused("“Commit entry” was asked for without “Take place”", () -> entries.commit(entry));

        assertThat(office.withdraw(entry)).isEqualTo(202);
        office.awaitStatus(entry, "CANCELLED");
    }

    @Test
    void a_step_changes_no_other_order_than_its_own() throws IOException {
        String other = waybill.place(customer, item, 1);
        waybill.awaitOffer(other, 1);
        draw("<zeebe:taskDefinition type=\"delivery.book\" retries=\"5\" />", """
                <zeebe:taskDefinition type="account.release" retries="5" />
                <zeebe:ioMapping>
                  <zeebe:input source="=&quot;%s&quot;" target="orderId" />
                </zeebe:ioMapping>""".formatted(other));
        String order = waybill.place(customer, item, 1);

        assertThat(awaitIncident(order).path("message").stringValue())
                .isEqualTo("The variable orderId is “%s” at “Book delivery”, but the process is about order %s"
                        .formatted(other, order));

        waybill.assertAccount(customer, 800, 200, 0);
        assertThat(waybill.cancel(order)).isEqualTo(202);
        assertThat(waybill.cancel(other)).isEqualTo(202);
        waybill.awaitStatus(order, "CANCELLED");
        waybill.awaitStatus(other, "CANCELLED");
    }

    private void finish(String order) {
        accounts.capture(order);
        stock.ship(order);
        assertThat(waybill.send(HttpMethod.POST, "/orders/%s/retry".formatted(order), Map.of("reason", "Charged"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        waybill.awaitStatus(order, "COMPLETED");
    }

    /** Soon: without the retries of the step, which take more than ten seconds. */
    private JsonNode awaitIncident(String order) {
        String path = "/orders/%s/incidents".formatted(order);
        await().atMost(Duration.ofSeconds(10)).until(() -> !waybill.get(path).isEmpty());
        return waybill.get(path).get(0);
    }

    private static void assertRefused(String why, ThrowingCallable step) {
        assertThatExceptionOfType(OutOfTurn.class).isThrownBy(step).withMessageContaining(why);
    }

    private void draw(String before, String after) throws IOException {
        assertThat(model()).contains(before);
        deploy(model().replace(before, after));
    }

    /** Past the check, which would refuse it. */
    private void deploy(String model) throws IOException {
        engines.deploy(List.of(new ModelFile(FILE, model), new ModelFile(POLICY, file(POLICY))));
    }

    private static String model() throws IOException {
        return file(FILE);
    }

    private static String file(String name) throws IOException {
        return new ClassPathResource("bpmn/" + name).getContentAsString(StandardCharsets.UTF_8);
    }
}
