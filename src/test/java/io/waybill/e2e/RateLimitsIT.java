package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.Given;
import io.waybill.embedded.SharedServers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** How often callers may call, and from where. */
@EndToEndTest
@TestPropertySource(
        properties = {
            "waybill.limits.requests-per-second=1",
            "waybill.limits.burst=5",
            "waybill.web.allowed-origins=https://shop.example.com"
        })
class RateLimitsIT {

    private static final String PREFLIGHT = """
            OPTIONS /orders HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            Origin: %s\r
            Access-Control-Request-Method: POST\r
            Access-Control-Request-Headers: authorization,content-type,idempotency-key\r
            \r
            """;

    @LocalServerPort
    int port;

    @Test
    void who_calls_too_often_has_to_wait_and_nobody_else_has_to() throws Exception {
        Caller hasty = somebody();
        ResponseEntity<JsonNode> first = items(hasty);
        assertThat(first.getStatusCode().value()).isEqualTo(200);
        assertThat(first.getHeaders().getFirst("RateLimit-Policy")).isEqualTo("\"default\";q=5;w=5");
        assertThat(first.getHeaders().getFirst("RateLimit")).isEqualTo("\"default\";r=4;t=1");

        ResponseEntity<JsonNode> refused = manyAtOnce(hasty).stream()
                .filter(answer -> answer.getStatusCode().value() != 200)
                .findFirst()
                .orElseThrow();

        assertThat(refused.getStatusCode().value()).isEqualTo(429);
        assertThat(refused.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refused.getBody().path("type").stringValue()).isEqualTo("urn:waybill:problem:too-many-requests");
        assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(refused.getHeaders().getFirst("RateLimit")).isEqualTo("\"default\";r=0;t=5");
        assertThat(items(somebody()).getHeaders().getFirst("RateLimit")).isEqualTo("\"default\";r=4;t=1");
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> items(hasty).getStatusCode().value() == 200);
    }

    @Test
    void who_guesses_tokens_is_stopped_but_not_who_has_one() throws Exception {
        assertThat(manyAtOnce(new Caller(port, "guessed")))
                .extracting(answer -> answer.getStatusCode().value())
                .contains(401, 429)
                .containsOnly(401, 429);

        assertThat(items(somebody()).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void the_platform_may_ask_for_the_health_as_often_as_it_likes() throws Exception {
        for (int i = 0; i < 20; i++) {
            RawHttp.Answer answer =
                    RawHttp.exchange(port, "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("RateLimit")).isEmpty();
        }
    }

    @Test
    void pages_of_an_allowed_origin_may_call() throws Exception {
        RawHttp.Answer answer = RawHttp.exchange(port, PREFLIGHT.formatted("https://shop.example.com"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example.com");
        assertThat(answer.header("Access-Control-Allow-Headers")).containsIgnoringCase("idempotency-key");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void pages_of_any_other_may_not() throws Exception {
        RawHttp.Answer answer = RawHttp.exchange(port, PREFLIGHT.formatted("https://shop.example.com.evil.example"));

        answer.assertProblem(403, "forbidden");
        assertThat(answer.head()).doesNotContain("Access-Control-Allow");
    }

    private Caller somebody() {
        return new Caller(
                port,
                SharedServers.get().tokens().token("service", UUID.randomUUID().toString()));
    }

    private static List<ResponseEntity<JsonNode>> manyAtOnce(Caller caller) throws Exception {
        return Given.atOnce(Collections.nCopies(40, () -> items(caller)));
    }

    private static ResponseEntity<JsonNode> items(Caller caller) {
        return caller.send(HttpMethod.GET, "/items?size=1", "", MediaType.APPLICATION_JSON);
    }
}
