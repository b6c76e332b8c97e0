package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator follows an order's link, and sees in a browser how Operate tells its story. */
@EndToEndTest
@Tag("operate")
class OperateIT {

    @LocalServerPort
    int port;

    @Test
    void an_order_that_was_produced_and_delivered_is_seen_in_operate() throws Exception {
        Caller waybill = new Caller(port);
        String customer = waybill.customerWith(100_000);
        long item = waybill.itemInStock(10_000, 1, 1);
        String order = waybill.place(customer, item, 5);
        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");

        String link = waybill.get("/orders/" + order).path("operate").stringValue();
        assertThat(link).matches("http://localhost:\\d+(/operate)?/processes/\\d+");
        assertThat(waybill.as("customer", customer).get("/orders/" + order).has("operate"))
                .isFalse();

        JsonNode seen = seenIn(link);
        assertThat(seen.path("header").stringValue()).contains(link.substring(link.lastIndexOf('/') + 1));
        assertThat(seen.path("variables").stringValue()).contains("orderId", order, "customerId", customer);
        assertThat(seen.path("history").valueStream().map(JsonNode::stringValue))
                .containsSubsequence(
                        "Order fulfilment",
                        "Order placed",
                        "Secure order",
                        "Reserve credit",
                        "Request production",
                        "Receive goods",
                        "Commit order",
                        "Settle and ship",
                        "Complete order",
                        "Order completed");
    }

    private static JsonNode seenIn(String link) throws IOException, InterruptedException {
        Process browser = new ProcessBuilder(
                        "docs/see-in-operate",
                        link,
                        Path.of("target", "operate.png").toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(browser.waitFor()).as(printed).isZero();
        return JsonMapper.shared().readTree(printed);
    }
}
