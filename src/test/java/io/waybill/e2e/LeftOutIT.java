package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Waybill without one of its businesses. */
@EndToEndTest
@TestPropertySource(properties = "waybill.businesses=account,courier,factory")
class LeftOutIT {

    private static final Path MODELS = Path.of("src/main/resources/bpmn");

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Test
    void a_business_that_is_left_out_has_no_calls_steps_or_models() throws IOException {
        Caller waybill = new Caller(port);
        String customer = waybill.customerWith(1_000);

        waybill.assertAccount(customer, 1_000, 0, 0);
        assertThat(waybill.get("/me").path("calls").valueStream().map(JsonNode::stringValue))
                .contains("GET /accounts", "GET /drivers")
                .noneMatch(call -> call.matches(".*/(orders|items|stock|batch).*"));
        assertThat(waybill.get("/processes")
                        .valueStream()
                        .map(process -> process.path("id").stringValue()))
                .containsExactly("driver-reservation");
        assertThat(new Audited(managementPort).violationsOf(customer)).isEmpty();

        ResponseEntity<JsonNode> checked = waybill.as("analyst", "")
                .send(
                        POST,
                        "/models/check",
                        Map.of("files", List.of(file("order-fulfilment.bpmn"), file("order-policy.dmn"))));
        assertThat(checked.getStatusCode().value()).as("%s", checked.getBody()).isEqualTo(200);
        assertThat(checked.getBody().path("right").booleanValue()).isFalse();
        assertThat(checked.getBody().path("findings").valueStream())
                .filteredOn(finding -> finding.path("rule").stringValue().equals("contract/no-worker"))
                .extracting(finding -> finding.path("element").stringValue())
                .contains("Task_ReserveStock", "Task_CompleteOrder")
                .doesNotContain("Task_ReserveCredit", "Task_BookDelivery");
    }

    /** Others use the same database, with all businesses. */
    @AfterAll
    static void leave_no_model(@Autowired JdbcClient db) {
        db.sql("delete from model_version where files not like '%order-fulfilment.bpmn%'")
                .update();
    }

    private static Map<String, String> file(String name) throws IOException {
        return Map.of("name", name, "content", Files.readString(MODELS.resolve(name)));
    }
}
