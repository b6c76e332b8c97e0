package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.embedded.SharedServers;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

class StartWithoutSqsIT {

    @Test
    void orders_are_accepted_and_run_when_sqs_comes() throws Exception {
        URI sqs = URI.create((String) SharedServers.get().properties().get("spring.cloud.aws.sqs.endpoint"));
        try (Passage way = new Passage(sqs);
                Replica replica = Replica.start("--spring.cloud.aws.sqs.endpoint=" + way.address())) {
            Caller waybill = replica.caller();
            String customer = waybill.customerWith(100_000);
            long item = waybill.itemInStock(100, 1, 0);
            String order = waybill.place(customer, item, 2);
            waybill.awaitStatus(order, "IN_PRODUCTION");
            RawHttp.Answer ready = RawHttp.exchange(
                    replica.port(), "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(ready.status()).isEqualTo(200);
            ResponseEntity<JsonNode> deadLetters = waybill.call(HttpMethod.GET, "/dead-letters", null, Map.of());
            assertThat(deadLetters.getStatusCode().value()).isEqualTo(503);
            assertThat(deadLetters.getHeaders().getFirst("Retry-After")).isEqualTo("5");

            way.open();
            waybill.accept(order, waybill.awaitOffer(order, 1));
            waybill.awaitStatus(order, "COMPLETED");
        }
    }
}
