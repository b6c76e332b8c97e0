package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document is public; the calls that it describes need a token. */
@EndToEndTest
class OpenApiIT {

    @LocalServerPort
    int port;

    @Test
    void the_running_application_tells_of_itself_what_is_committed() throws IOException {
        assertThat(JsonMapper.shared().readTree(get("/v3/api-docs").getBody()))
                .isEqualTo(JsonMapper.shared().readTree(Files.readString(Path.of("docs/openapi.json"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/swagger-ui/swagger-ui-bundle.js",
                "/swagger-ui/swagger-initializer.js"
            })
    void it_opens_without_a_token(String path) {
        assertThat(get(path).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void what_it_tells_of_does_not() {
        assertThat(get("/orders").getStatusCode().value()).isEqualTo(401);
    }

    private ResponseEntity<String> get(String path) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toEntity(String.class);
    }
}
