package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.POST;

import io.waybill.core.OrderId;
import io.waybill.platform.model.GiftWrapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.example.gift.GiftBusiness;
import org.example.gift.GiftWrapping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * One more step for orders, with its undo, added as docs/developers.md says: {@link GiftBusiness}. Everything that Waybill
 * does for its own steps, it does for this one.
 */
@EndToEndTest
@Import(GiftBusiness.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GiftWrappingIT {

    private static final Path SHIPPED = Path.of("src/main/resources/bpmn");
    private static final Path MODELS = Path.of("target/gift-wrapping");

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    GiftWrapping wrapping;

    @Autowired
    JdbcClient db;

    Caller waybill;
    String customer;
    long item;

    @DynamicPropertySource
    static void models(DynamicPropertyRegistry properties) throws IOException {
        Files.createDirectories(MODELS);
        try (Stream<Path> shipped = Files.list(SHIPPED)) {
            for (Path model : shipped.toList()) {
                Path copy = MODELS.resolve(model.getFileName());
                Files.writeString(
                        copy, copy.endsWith("order-fulfilment.bpmn") ? GiftWrapped.model() : Files.readString(model));
            }
        }
        properties.add("waybill.models", () -> "file:%s/".formatted(MODELS));
    }

    @BeforeEach
    void a_customer() {
        waybill = new Caller(port);
        customer = waybill.customerWith(100_000);
        item = waybill.itemInStock(1_000, 1, 10);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> db.sql("select count(*) from model_version where files like '%gift.wrap%'")
                                .query(Long.class)
                                .single()
                        > 0);
    }

    /** Others use the same database, and have no worker for gifts. */
    @AfterAll
    void leave_the_shipped_model() throws IOException {
        Caller analyst = waybill.as("analyst", "");
        List<Map<String, String>> files = new ArrayList<>();
        try (Stream<Path> shipped = Files.list(SHIPPED)) {
            for (Path model : shipped.toList()) {
                files.add(Map.of("name", model.getFileName().toString(), "content", Files.readString(model)));
            }
        }
        long wrapped = current(analyst);
        ResponseEntity<JsonNode> sent =
                analyst.send(POST, "/models", Map.of("files", files, "basedOn", wrapped, "reason", "No more gifts"));
        assertThat(sent.getStatusCode().is2xxSuccessful())
                .as("%s", sent.getBody())
                .isTrue();
        await().atMost(Duration.ofSeconds(60)).until(() -> current(analyst) > wrapped);
        db.sql("delete from model_version where files like '%gift.wrap%'").update();
    }

    private static long current(Caller analyst) {
        return analyst.get("/models")
                .valueStream()
                .filter(version -> version.path("current").booleanValue())
                .map(version -> version.path("version").longValue())
                .findFirst()
                .orElse(0L);
    }

    @Test
    void an_order_is_wrapped_before_it_is_delivered() {
        String order = waybill.place(customer, item, 1);

        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");

        assertThat(timeline(order)).containsSubsequence("stock.reserve DONE", "gift.wrap DONE", "delivery.book DONE");
        assertThat(gift(order)).isEqualTo("WRAPPED");
        assertClean(order);
    }

    @Test
    void a_cancelled_order_is_unwrapped() {
        String order = waybill.place(customer, item, 1);
        waybill.awaitOffer(order, 1);

        assertThat(waybill.cancel(order)).isEqualTo(202);
        waybill.awaitStatus(order, "CANCELLED");

        assertThat(timeline(order)).contains("gift.wrap DONE", "gift.unwrap UNDONE");
        assertThat(gift(order)).isEqualTo("UNWRAPPED");
        assertClean(order);
    }

    @Test
    void an_order_that_ended_before_is_wrapped_no_more() {
        String order = waybill.place(waybill.customerWith(0), item, 1);
        waybill.awaitStatus(order, "REJECTED");

        wrapping.wrap(OrderId.of(order));

        assertThat(gift(order))
                .as("the tombstone that the closing of the books left")
                .isEqualTo("UNWRAPPED");
        assertThat(timeline(order)).doesNotContain("gift.wrap DONE");
        assertClean(order);
    }

    @Test
    void a_forced_end_unwraps_too() {
        String order = waybill.place(customer, item, 1);
        waybill.awaitOffer(order, 1);

        waybill.send(POST, "/orders/%s/end".formatted(order), Map.of("reason", "The shop is closed"));

        waybill.awaitStatus(order, "CANCELLED");
        assertThat(gift(order)).isEqualTo("UNWRAPPED");
        assertClean(order);
    }

    @Test
    void the_audit_finds_a_gift_that_was_forgotten() {
        String order = waybill.place(customer, item, 1);
        waybill.awaitOffer(order, 1);
        waybill.cancel(order);
        waybill.awaitStatus(order, "CANCELLED");
        db.sql("update gift set status = 'WRAPPED' where order_id = ?")
                .param(order)
                .update();
        try {
            assertThat(new Audited(managementPort).rulesBrokenBy(order)).containsExactly("gifts-are-wrapped-once");
        } finally {
            db.sql("update gift set status = 'UNWRAPPED' where order_id = ?")
                    .param(order)
                    .update();
        }
    }

    private String gift(String order) {
        return db.sql("select status from gift where order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    private List<String> timeline(String order) {
        return waybill.get("/orders/" + order)
                .path("timeline")
                .valueStream()
                .map(entry -> "%s %s"
                        .formatted(
                                entry.path("step").stringValue(),
                                entry.path("outcome").stringValue()))
                .toList();
    }

    private void assertClean(String order) {
        assertThat(new Audited(managementPort).violationsOf(order, customer)).isEmpty();
    }
}
