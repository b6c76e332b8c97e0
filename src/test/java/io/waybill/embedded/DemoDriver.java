package io.waybill.embedded;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.waybill.platform.queue.Queue;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays all drivers of the embedded default: takes each offer from the queue and accepts it over REST, as a driver's
 * app would. Turn it off with {@code waybill.embedded.demo-driver=false}.
 */
@Component
@ConditionalOnBooleanProperty("waybill.embedded.demo-driver")
class DemoDriver {

    private static final Logger log = LoggerFactory.getLogger(DemoDriver.class);

    private final RestClient waybill = RestClient.create();
    private final JsonMapper json;
    private final Environment environment;

    DemoDriver(JsonMapper json, Environment environment) {
        this.json = json;
        this.environment = environment;
    }

    @SqsListener(Queue.DRIVER_OFFERS)
    void accept(String body) {
        JsonNode offer = json.readTree(body);
        boolean isDelivery = offer.has("deliveryId");
        String id = offer.path(isDelivery ? "deliveryId" : "reservationId").stringValue();
        String driver = offer.path("driverId").stringValue();
        HttpStatusCode answer = waybill.post()
                .uri(
                        "http://localhost:{port}/{offered}/{id}/acceptance",
                        environment.getProperty("local.server.port"),
                        isDelivery ? "deliveries" : "reservations",
                        id)
                .headers(headers -> headers.setBearerAuth(token(driver)))
                .body(Map.of("driverId", driver))
                .exchange((request, response) -> response.getStatusCode());
        if (answer.is5xxServerError()) {
            throw new IllegalStateException("The acceptance got the answer " + answer);
        }
        log.debug("{} accepted: {}", id, answer);
    }

    private String token(String driver) {
        String issuer = environment.getRequiredProperty("waybill.embedded.token-address");
        return waybill.get()
                .uri(issuer + "/token?role=driver&id={driver}", driver)
                .retrieve()
                .requiredBody(String.class)
                .strip();
    }
}
