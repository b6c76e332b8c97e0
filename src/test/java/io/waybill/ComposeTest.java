package io.waybill;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compose cannot run everywhere, so this compares the settings in its files with what exists. */
@ParameterizedClass
@ValueSource(strings = {"docker-compose.yml", "docker-compose.embedded.yml"})
class ComposeTest {

    private static final Path REALM = Path.of("compose/keycloak/waybill-realm.json");
    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    private final Map<String, Map<String, Object>> services;

    ComposeTest(String file) {
        services = services(file);
    }

    @Test
    void every_variable_that_is_set_for_waybill_is_an_existing_property() throws IOException {
        Set<String> given = environment("waybill").keySet();
        assertThat(given).hasSizeGreaterThan(10);
        assertThat(knownVariables()).containsAll(given);
    }

    @Test
    void the_services_are_started_when_what_they_need_is_healthy() {
        assertThat(services).containsKeys("mysql", "elasticmq", "keycloak", "waybill");
        assertThat(services.values()).allSatisfy(service -> assertThat(service).containsKey("healthcheck"));
        assertThat((Map<?, ?>) service("waybill").get("depends_on"))
                .hasSize(services.size() - 1)
                .allSatisfy((name, condition) -> {
                    assertThat(services).containsKey((String) name);
                    assertThat(condition).isEqualTo(Map.of("condition", "service_healthy"));
                });
    }

    @Test
    void camunda_runs_where_waybill_is_told_to_use_it_and_nowhere_else() {
        Map<String, Object> given = environment("waybill");
        switch (String.valueOf(given.get("WAYBILL_ENGINE"))) {
            case "zeebe" -> {
                assertThat(services).hasSize(5).containsKey("camunda");
                assertThat(given).containsEntry("CAMUNDA_CLIENT_GRPCADDRESS", "http://camunda:26500");
            }
            case "embedded" -> {
                assertThat(services).hasSize(4);
                assertThat(services.toString()).doesNotContainIgnoringCase("camunda", "operate");
            }
            case String engine -> throw new AssertionError("Unknown engine: " + engine);
        }
    }

    @Test
    void mysql_has_the_databases_and_users_that_waybill_is_configured_with() throws IOException {
        String script = Files.readString(Path.of("compose/mysql.sql"));
        for (String name : Set.of("waybill", "factory")) {
            assertThat(environment("waybill").values()).contains("jdbc:mysql://mysql:3306/" + name, name);
            assertThat(script)
                    .contains("create database " + name)
                    .contains("create user %s identified by '%s'".formatted(name, name));
        }
    }

    /**
     * People fetch tokens from this machine, and Waybill fetches keys from inside. The tokens still name one issuer.
     */
    @Test
    void keycloak_is_the_issuer_whichever_name_it_is_reached_by() throws IOException {
        String realm = "/realms/" + realm().path("realm").stringValue();
        String outside = String.valueOf(environment("keycloak").get("KC_HOSTNAME"));

        assertThat(setting(JWT + "issuer-uri")).isEqualTo(outside + realm);
        assertThat(setting(JWT + "jwk-set-uri"))
                .isEqualTo("http://keycloak:8080" + realm + "/protocol/openid-connect/certs");
        assertThat(service("keycloak").get("ports"))
                .isEqualTo(List.of("127.0.0.1:" + URI.create(outside).getPort() + ":8080"));
        assertThat(service("keycloak").get("command")).isEqualTo("start-dev --import-realm");
        assertThat(service("keycloak").get("volumes"))
                .isEqualTo(List.of("./" + REALM.getParent() + ":/opt/keycloak/data/import:ro"));
    }

    @Test
    void tokens_of_keycloak_have_the_claims_that_waybill_reads() throws IOException {
        assertThat(realm().path("clientScopes")).hasSize(1);
        JsonNode scope = realm().path("clientScopes").get(0);

        assertThat(mapped(scope, "oidc-audience-mapper", "included.custom.audience"))
                .containsExactly(setting(JWT + "audiences"));
        assertThat(mapped(scope, "oidc-sub-mapper", "access.token.claim")).containsExactly("true");
        assertThat(mapped(scope, "oidc-usermodel-realm-role-mapper", "claim.name"))
                .containsExactly(setting("waybill.security.roles-claim"));
        assertThat(setting("waybill.security.customer-claim")).isEqualTo("customer_id,sub");
        assertThat(mapped(scope, "oidc-usermodel-attribute-mapper", "claim.name"))
                .containsExactly("customer_id", setting("waybill.security.driver-claim"));
        assertThat(scope.path("protocolMappers"))
                .hasSize(5)
                .allSatisfy(mapper -> assertThat(
                                mapper.path("config").path("access.token.claim").stringValue())
                        .isEqualTo("true"));
        assertThat(realm().path("clients"))
                .extracting(client -> client.path("clientId").stringValue())
                .containsExactly("waybill-cli", "shop");
        assertThat(realm().path("clients"))
                .allSatisfy(
                        client -> assertThat(client.path("defaultClientScopes")).containsExactly(scope.path("name")));
    }

    @Test
    void keycloak_has_somebody_for_each_role_and_the_roles_are_those_of_waybill() throws IOException {
        Set<String> roles =
                Set.of(Role.CUSTOMER, Role.DRIVER, Role.OPERATOR, Role.ANALYST, Role.ORGANISER, Role.SERVICE);

        assertThat(setting("waybill.security.roles-prefix")).isEmpty();
        assertThat(realm().path("roles").path("realm"))
                .extracting(role -> role.path("name").stringValue())
                .containsExactlyInAnyOrderElementsOf(roles);
        assertThat(realm().path("groups"))
                .hasSameSizeAs(roles)
                .allSatisfy(group -> assertThat(group.path("realmRoles")).containsExactly(group.path("name")));
        assertThat(realm().path("users"))
                .extracting(user -> user.path("groups").path(0).stringValue())
                .containsExactlyInAnyOrderElementsOf(
                        roles.stream().map(role -> "/" + role).toList());
    }

    @Test
    void people_can_sign_up_and_are_customers_then() throws IOException {
        assertThat(realm().path("registrationAllowed").booleanValue()).isTrue();
        assertThat(realm().path("defaultGroups"))
                .extracting(JsonNode::stringValue)
                .containsExactly("/customer");
    }

    /** Otherwise a customer could become any other customer. */
    @Test
    void only_an_administrator_says_which_customer_or_driver_a_user_is() throws IOException {
        String profile = realm().at("/components/org.keycloak.userprofile.UserProfileProvider/0/config")
                .path("kc.user.profile.config")
                .path(0)
                .stringValue();
        Map<String, JsonNode> declared = JsonMapper.shared()
                .readTree(profile)
                .path("attributes")
                .valueStream()
                .collect(toMap(attribute -> attribute.path("name").stringValue(), attribute -> attribute));

        List<String> read =
                mapped(realm().path("clientScopes").get(0), "oidc-usermodel-attribute-mapper", "user.attribute");
        assertThat(read).hasSize(2).allSatisfy(name -> {
            assertThat(Objects.requireNonNull(declared.get(name)).at("/permissions/edit"))
                    .extracting(JsonNode::stringValue)
                    .containsExactly("admin");
            assertThat(realm().path("users"))
                    .anySatisfy(user ->
                            assertThat(user.path("attributes").path(name)).isNotEmpty());
        });
        assertThat(profile).doesNotContain("unmanagedAttributePolicy");
    }

    private static JsonNode realm() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(REALM));
    }

    /** The values of one configuration field of all mappers of a kind. */
    private static List<String> mapped(JsonNode scope, String kind, String field) {
        return scope.path("protocolMappers")
                .valueStream()
                .filter(mapper -> mapper.path("protocolMapper").stringValue().equals(kind))
                .map(mapper -> mapper.path("config").path(field).stringValue())
                .toList();
    }

    /** The value of a setting here: from the environment, from Waybill's own file, or the default. */
    private String setting(String name) throws IOException {
        Object given = environment("waybill").get(variable(name));
        if (given == null) {
            given = new YamlPropertySourceLoader()
                    .load("application.yml", new ClassPathResource("application.yml"))
                    .getFirst()
                    .getProperty(name);
        }
        if (given == null) {
            given = properties()
                    .filter(property -> property.path("name").stringValue().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .path("defaultValue")
                    .stringValue();
        }
        return given.toString();
    }

    /** The environment variables for all configuration properties in the metadata of Waybill and its libraries. */
    private static Set<String> knownVariables() throws IOException {
        return properties()
                .map(property -> variable(property.path("name").stringValue()))
                .collect(toSet());
    }

    private static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static Stream<JsonNode> properties() throws IOException {
        List<JsonNode> properties = new ArrayList<>();
        for (Resource metadata : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:/META-INF/spring-configuration-metadata.json")) {
            JsonMapper.shared()
                    .readTree(metadata.getContentAsByteArray())
                    .path("properties")
                    .forEach(properties::add);
        }
        return properties.stream();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> environment(String service) {
        return (Map<String, Object>) Objects.requireNonNull(service(service).get("environment"));
    }

    private Map<String, Object> service(String name) {
        return Objects.requireNonNull(services.get(name));
    }

    private static Map<String, Map<String, Object>> services(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(in);
            Map<String, Map<String, Object>> services = Objects.requireNonNull(compose.get("services"));
            services.replaceAll((name, service) -> extended(service));
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service together with what it inherits from one in another file. */
    private static Map<String, Object> extended(Map<String, Object> service) {
        if (!(service.get("extends") instanceof Map<?, ?> base)) {
            return service;
        }
        assertThat(service)
                .as("a service that overrides nothing of what it extends")
                .hasSize(1);
        return Objects.requireNonNull(
                services(String.valueOf(base.get("file"))).get(String.valueOf(base.get("service"))));
    }
}
