package io.waybill.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.configuration.SpringDocJavadocConfiguration;
import org.springdoc.core.configuration.SpringDocPageableConfiguration;
import org.springdoc.core.configuration.SpringDocSecurityConfiguration;
import org.springdoc.core.configuration.SpringDocSortConfiguration;
import org.springdoc.core.configuration.SpringDocSpecPropertiesConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.MultipleOpenApiSupportConfiguration;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document of the API is complete, and {@code docs/openapi.json} is in step with it. */
@WebMvcTest
@Import(OpenApiConfiguration.class)
@ImportAutoConfiguration({
    ProjectInfoAutoConfiguration.class,
    SpringDocConfigProperties.class,
    SpringDocConfiguration.class,
    SpringDocJavadocConfiguration.class,
    SpringDocPageableConfiguration.class,
    SpringDocSecurityConfiguration.class,
    SpringDocSortConfiguration.class,
    SpringDocSpecPropertiesConfiguration.class,
    SpringDocWebMvcConfiguration.class,
    MultipleOpenApiSupportConfiguration.class
})
class OpenApiTest {

    private static final Path COMMITTED = Path.of("docs/openapi.json");

    @Autowired
    MockMvcTester waybill;

    /** Controllers without their dependencies: the document only needs them to exist. */
    @TestConfiguration(proxyBeanMethods = false)
    static class HollowControllers {

        @Bean
        static BeanFactoryPostProcessor hollow() {
            return beans -> Stream.of(beans.getBeanDefinitionNames())
                    .filter(name -> isOfWaybill(beans.getType(name)))
                    .forEach(name -> ((AbstractBeanDefinition) ((BeanDefinitionRegistry) beans).getBeanDefinition(name))
                            .setInstanceSupplier(() -> mock(Objects.requireNonNull(beans.getType(name)))));
        }

        private static boolean isOfWaybill(@Nullable Class<?> type) {
            return type != null
                    && type.getName().startsWith("io.waybill.")
                    && !type.getPackage().equals(OpenApiTest.class.getPackage());
        }
    }

    @Test
    void the_document_is_in_step_with_the_code() throws IOException {
        String document = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COMMITTED, document);
        }
        assertThat(Files.readString(COMMITTED))
                .as("run docs/write-openapi to update docs/openapi.json")
                .isEqualTo(document);
    }

    @Test
    void every_operation_says_what_it_does_and_who_may_call_it() {
        check((name, operation, all) -> {
            all.assertThat(operation.path("operationId").asString()).as(name).matches("[a-z]+([A-Z][a-z]+)+");
            all.assertThat(operation.path("summary").asString())
                    .as("%s: the Javadoc of its method", name)
                    .isNotBlank();
            all.assertThat(operation.path("description").asString())
                    .as(name)
                    .containsAnyOf("For the roles `", "For everybody with a token.");
        });
    }

    @Test
    void every_operation_says_what_it_answers() {
        check((name, operation, all) -> {
            JsonNode answers = operation.path("responses");
            all.assertThat(answers.propertyNames())
                    .as(name)
                    .contains("401", "403")
                    .anyMatch(status -> isSuccess(status, answers.path(status)));
        });
    }

    @Test
    void every_parameter_and_every_body_has_an_example() {
        check((name, operation, all) -> {
            operation.path("parameters").forEach(parameter -> {
                all.assertThat(parameter.propertyNames())
                        .as("%s: %s", name, parameter.path("name"))
                        .contains("description");
                // Swagger UI fills in the parameter's own example.
                boolean required = parameter.path("required").booleanValue(false);
                all.assertThat(parameter.has("example"))
                        .as("%s: %s has an example to be filled in", name, parameter.path("name"))
                        .isEqualTo(required);
                all.assertThat(parameter.path("schema").has("examples"))
                        .as("%s: %s has an example", name, parameter.path("name"))
                        .isNotEqualTo(required);
            });
            Stream.concat(
                            Stream.of(operation.path("requestBody")),
                            operation.path("responses").valueStream())
                    .flatMap(body -> body.path("content").valueStream())
                    .forEach(body -> all.assertThat(body.propertyNames())
                            .as("%s: %s", name, body.path("schema"))
                            .contains("example"));
        });
    }

    private interface Check {
        void operation(String name, JsonNode operation, SoftAssertions all);
    }

    private void check(Check check) {
        SoftAssertions all = new SoftAssertions();
        JsonNode paths = document().path("paths");
        assertThat(paths).isNotEmpty();
        paths.forEachEntry((path, methods) ->
                methods.forEachEntry((method, operation) -> check.operation(method + " " + path, operation, all)));
        all.assertAll();
    }

    private static boolean isSuccess(String status, JsonNode answer) {
        return status.equals("204")
                || (status.startsWith("2") && !answer.path("content").isEmpty());
    }

    private JsonNode document() {
        return JsonMapper.shared()
                .readTree(waybill.get()
                        .uri("/v3/api-docs")
                        .exchange()
                        .getMvcResult()
                        .getResponse()
                        .getContentAsByteArray());
    }
}
