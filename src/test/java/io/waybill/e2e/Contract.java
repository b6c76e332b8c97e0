package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks answers against {@code docs/openapi.json}, which has to list each status, problem type and header. */
final class Contract {

    private static final JsonNode API = read();

    private Contract() {}

    static void check(HttpMethod method, String path, ResponseEntity<JsonNode> answer) {
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            return;
        }
        String call = "%s %s, which docs/openapi.json (see docs/write-openapi) has to describe".formatted(method, path);
        String status = Integer.toString(answer.getStatusCode().value());
        JsonNode answers = operation.get().path("responses");
        assertThat(answers.propertyNames()).as("answers to %s", call).contains(status);
        JsonNode told = resolved(answers.path(status));
        API.path("components")
                .path("headers")
                .propertyNames()
                .forEach(header -> assertThat(told.path("headers").has(header)
                                || !answer.getHeaders().containsHeader(header))
                        .as("header %s of %s to %s", header, status, call)
                        .isTrue());
        if (answer.getStatusCode().isError()) {
            assertThat(told.path("content")
                            .path("application/problem+json")
                            .path("examples")
                            .valueStream()
                            .map(example -> example.path("value").path("type")))
                    .as("types of %s to %s", status, call)
                    .contains(
                            answer.getBody() == null
                                    ? API.path("none")
                                    : answer.getBody().path("type"));
        }
    }

    private static Optional<JsonNode> operation(HttpMethod method, String path) {
        PathContainer called = PathContainer.parsePath(path.replaceFirst("\\?.*", ""));
        return API.path("paths")
                .propertyStream()
                .filter(known ->
                        PathPatternParser.defaultInstance.parse(known.getKey()).matches(called))
                .min((a, b) -> PathPatternParser.defaultInstance
                        .parse(a.getKey())
                        .compareTo(PathPatternParser.defaultInstance.parse(b.getKey())))
                .map(known -> known.getValue().path(method.name().toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject);
    }

    private static JsonNode resolved(JsonNode answer) {
        String reference = answer.path("$ref").asString("");
        return reference.isEmpty() ? answer : API.at(reference.substring(1));
    }

    private static JsonNode read() {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(Path.of("docs/openapi.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
