package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;

import io.waybill.account.AccountWorker;
import io.waybill.embedded.SharedZeebe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.JsonNode;

/** If the engine loses everything, Waybill restores it from the database by itself. */
@ZeebeEndToEndTest
@TestPropertySource(
        properties = {
            "waybill.process.driver-answer-timeout=PT10M",
            "waybill.factory.time-per-piece=20ms",
            "waybill.audit.quiet-after=1s",
            "waybill.audit.reconcile-every=1s",
            "waybill.worker.first-retry=10ms"
        })
class ForgetfulZeebeIT {

    private static final int OF_EACH_KIND = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @MockitoSpyBean
    AccountWorker accounts;

    Caller waybill;
    Audited audited;
    String customer;
    long plenty;
    long scarce;
    long slow;

    @BeforeEach
    void call() {
        assumeThat(SharedZeebe.isTestEngine()).isTrue();
        waybill = new Caller(port);
        audited = new Audited(managementPort);
        customer = waybill.customerWith(1_000_000);
        plenty = waybill.itemInStock(100, 1, 100);
        scarce = waybill.itemInStock(100, 2, 0);
        slow = waybill.itemInStock(100, 1, 0);
    }

    @Test
    void every_open_order_goes_on_and_ends_once() {
        List<String> offered = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<String> produced = new ArrayList<>();
        List<String> inProduction = new ArrayList<>();
        List<String> unstarted = new ArrayList<>();
        List<String> charged = new ArrayList<>();
        doThrow(new IllegalStateException("The bank says nothing"))
                .when(accounts)
                .capture(anyString());
        for (int i = 0; i < OF_EACH_KIND; i++) {
            offered.add(atOffer(1));
            refused.add(atOffer(1));
            assertThat(waybill.refuse(refused.getLast(), waybill.awaitOffer(refused.getLast(), 1)))
                    .isEqualTo(200);
            waybill.awaitOffer(refused.getLast(), 2);
            produced.add(waybill.place(customer, scarce, 1));
            waybill.awaitOffer(produced.getLast(), 1);
            inProduction.add(waybill.place(customer, slow, 200));
            waybill.awaitStatus(inProduction.getLast(), "IN_PRODUCTION");
            charged.add(atOffer(1));
            waybill.accept(charged.getLast(), waybill.awaitOffer(charged.getLast(), 1));
            waybill.awaitStatus(charged.getLast(), "SHIPPED");
        }

        SharedZeebe.restart();

        doCallRealMethod().when(accounts).capture(anyString());
        // Some orders are placed, accepted and cancelled before Waybill has noticed.
        for (int i = 0; i < OF_EACH_KIND; i++) {
            unstarted.add(waybill.place(customer, plenty, 1));
        }
        assertThat(waybill.accept(offered.getFirst(), waybill.awaitOffer(offered.getFirst(), 1)))
                .isEqualTo(200);
        assertThat(waybill.cancel(offered.getLast())).isEqualTo(202);

        List<String> shipped = new ArrayList<>(offered.subList(0, OF_EACH_KIND - 1));
        List.of(refused, produced, inProduction, unstarted, charged).forEach(shipped::addAll);
        refused.forEach(order -> accept(order, 2));
        List.of(offered.subList(1, OF_EACH_KIND - 1), produced, inProduction, unstarted)
                .forEach(orders -> orders.forEach(order -> accept(order, 1)));
        shipped.forEach(order -> awaitStatus(order, "COMPLETED"));
        awaitStatus(offered.getLast(), "CANCELLED");

        refused.forEach(order ->
                assertThat(waybill.get("/deliveries/" + order).path("offers")).hasSize(2));
        List<String> all = new ArrayList<>(shipped);
        all.add(offered.getLast());
        all.forEach(order -> assertThat(steps(order)).doesNotHaveDuplicates());
        all.add(customer);
        List.of(plenty, scarce, slow).forEach(item -> all.add(Long.toString(item)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(audited.violationsOf(all.toArray(String[]::new)))
                        .isEmpty());
        assertThat(waybill.get("/accounts/" + customer).path("held").longValue())
                .isZero();
        waybill.assertStock(scarce, 0, 0, OF_EACH_KIND);
        waybill.assertStock(slow, 0, 0, OF_EACH_KIND * 200L);
    }

    private String atOffer(int quantity) {
        String order = waybill.place(customer, plenty, quantity);
        waybill.awaitOffer(order, 1);
        return order;
    }

    private void accept(String order, int offer) {
        await("offer %d of order %s".formatted(offer, order))
                .atMost(PATIENCE)
                .until(() -> waybill.get("/deliveries/" + order).path("offers").size() >= offer);
        assertThat(waybill.accept(order, waybill.awaitOffer(order, offer))).isEqualTo(200);
    }

    private void awaitStatus(String order, String status) {
        await("order %s to be %s".formatted(order, status))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> waybill.status(order), status::equals);
    }

    /** The steps that were done; two drivers may have been asked, but none twice. */
    private List<String> steps(String order) {
        return waybill.get("/orders/" + order)
                .path("timeline")
                .valueStream()
                .filter(entry -> entry.path("outcome").stringValue().equals("DONE"))
                .map(ForgetfulZeebeIT::told)
                .toList();
    }

    private static String told(JsonNode entry) {
        String step = entry.path("step").stringValue();
        return step.equals("delivery.offer") ? step + entry.path("detail").asString() : step;
    }
}
