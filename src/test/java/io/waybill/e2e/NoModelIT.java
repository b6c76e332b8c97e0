package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.POST;

import io.waybill.embedded.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** The first start of a Waybill whose models have errors. */
class NoModelIT {

    private static final Path SHIPPED = Path.of("src/main/resources/bpmn");

    /** A message event without a message, by which orders would begin and never go on. */
    @Test
    void without_a_right_model_nothing_is_accepted_until_somebody_sends_one(@TempDir Path folder) throws Exception {
        Path models = Files.createDirectories(folder.resolve("models"));
        for (Path file : shipped()) {
            Files.writeString(
                    models.resolve(file.getFileName()),
                    Files.readString(file).replace(" messageRef=\"Message_OrderCancelRequested\"", ""));
        }
        try (TestDatabase database = TestDatabase.start(folder.resolve("database"));
                WaybillProcess process = new WaybillProcess(folder.resolve("waybill.log"))) {
            process.launch(Map.of("spring.datasource.url", database.url(), "waybill.models", "file:" + models));
            await("the start to find no model")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> Files.readString(process.log()).contains("There is no model without errors"));

            assertThat(process.readiness()).contains("503", "\"model\":{\"status\":\"DOWN\"}");
            Caller waybill = new Caller(process.port());
            String customer = waybill.customerWith(1_000);
            long item = waybill.itemInStock(100, 1, 5);
            ResponseEntity<JsonNode> refused = waybill.send(POST, "/orders", Caller.order(customer, item, 2));
            assertThat(refused.getStatusCode().value()).isEqualTo(503);
            assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo("15");
            assertThat(refused.getBody().path("detail").stringValue()).contains("no model without errors");

            Caller analyst = waybill.as("analyst", "");
            assertThat(analyst.send(POST, "/models", files()).getStatusCode().is2xxSuccessful())
                    .isTrue();

            process.awaitReady();
            String order = waybill.place(customer, item, 2);
            waybill.accept(order, waybill.awaitOffer(order, 1));
            waybill.awaitStatus(order, "COMPLETED");
        }
    }

    private static List<Path> shipped() throws Exception {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            return files.toList();
        }
    }

    private static Map<String, Object> files() throws Exception {
        List<Map<String, String>> files = new ArrayList<>();
        for (Path file : shipped()) {
            files.add(Map.of("name", file.getFileName().toString(), "content", Files.readString(file)));
        }
        return Map.of("files", files, "reason", "Mended");
    }
}
