package io.waybill;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compose cannot run everywhere, so what it sets is held against what exists. */
class ComposeTest {

    private final Map<String, Map<String, Object>> services = services();

    @Test
    void every_variable_that_waybill_is_given_is_a_property_that_exists() throws IOException {
        Set<String> given = environment("waybill").keySet();
        assertThat(given).hasSizeGreaterThan(10);
        assertThat(knownVariables()).containsAll(given);
    }

    @Test
    void the_services_are_started_when_what_they_need_is_healthy() {
        assertThat(services).containsOnlyKeys("mysql", "camunda", "elasticmq", "waybill");
        assertThat(services.values()).allSatisfy(service -> assertThat(service).containsKey("healthcheck"));
        assertThat((Map<?, ?>) service("waybill").get("depends_on"))
                .hasSize(3)
                .allSatisfy(
                        (name, condition) -> assertThat(condition).isEqualTo(Map.of("condition", "service_healthy")));
    }

    @Test
    void mysql_has_the_databases_and_users_that_waybill_is_told_of() throws IOException {
        String script = Files.readString(Path.of("compose/mysql.sql"));
        for (String name : Set.of("waybill", "factory")) {
            assertThat(environment("waybill").values()).contains("jdbc:mysql://mysql:3306/" + name, name);
            assertThat(script)
                    .contains("create database " + name)
                    .contains("create user %s identified by '%s'".formatted(name, name));
        }
    }

    /** The environment variables of all configuration properties that Waybill and its libraries describe. */
    private static Set<String> knownVariables() throws IOException {
        Set<String> names = new HashSet<>();
        for (Resource metadata : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:/META-INF/spring-configuration-metadata.json")) {
            for (JsonNode property : JsonMapper.shared()
                    .readTree(metadata.getContentAsByteArray())
                    .path("properties")) {
                names.add(property.path("name").stringValue());
            }
        }
        return names.stream()
                .map(name -> name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                .collect(toSet());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> environment(String service) {
        return (Map<String, Object>) Objects.requireNonNull(service(service).get("environment"));
    }

    private Map<String, Object> service(String name) {
        return Objects.requireNonNull(services.get(name));
    }

    private static Map<String, Map<String, Object>> services() {
        try (InputStream file = Files.newInputStream(Path.of("docker-compose.yml"))) {
            Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(file);
            return Objects.requireNonNull(compose.get("services"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
