package io.waybill.platform.openapi;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import io.waybill.platform.security.Caller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.providers.JavadocProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.ProblemDetail;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The document of the REST API: {@code /v3/api-docs}, and {@code /swagger-ui.html} to try it out. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String TOKEN = "token";
    private static final String DESCRIPTION = """
            Waybill fulfils orders: it reserves credit and stock, has missing goods produced, finds a driver, ships \
            and charges. If something fails on the way, everything that was done is undone.

            Every call needs a token from the configured issuer, `Authorization: Bearer <token>`; its roles decide \
            which calls it may make. What belongs to somebody else is answered as if it did not exist (404).

            Bodies are JSON. Unknown fields and values of the wrong type are refused. Amounts are in \
            the currency's smallest unit, times are UTC. Errors are `application/problem+json` (RFC 9457): decide by \
            `type`, show `detail`; `errors` names the fields that are wrong.
            """;

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class)
                .replaceWithClass(ProblemDetail.class, Problem.class);
    }

    @Bean
    OpenAPI api(ObjectProvider<BuildProperties> build) {
        Components components = new Components()
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("A token from the configured OpenID Connect issuer"));
        Arrays.stream(ApiHeader.values()).forEach(header -> components.addHeaders(header.header(), header.component()));
        ApiProblem.components().forEach(components::addResponses);
        BuildProperties made = build.getIfAvailable();
        return new OpenAPI()
                .info(new Info()
                        .title("Waybill")
                        .version(made == null ? "unknown" : made.getVersion())
                        .description(DESCRIPTION)
                        .contact(new Contact().name("Waybill")))
                .addServersItem(new Server().url("/").description("The server that serves this document"))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN))
                .components(components);
    }

    @Bean
    @Primary
    JavadocProvider javadoc() {
        return new JavadocAsMarkdown();
    }

    @Bean
    Records records() {
        return new Records();
    }

    @Bean
    TextLengths textLengths() {
        return new TextLengths();
    }

    @Bean
    OperationRules operationRules(JavadocProvider javadoc) {
        return new OperationRules(javadoc);
    }

    @Bean
    GlobalOpenApiCustomizer wholeApi(ListableBeanFactory beans, JavadocProvider javadoc) {
        Examples examples = new Examples();
        controllers(beans).forEach(OpenApiConfiguration::keepHeadersWhole);
        return api -> {
            ModelConverters.getInstance(true).readAll(Problem.class).forEach(api.getComponents()::addSchemas);
            operations(api).forEach(OperationRules::forgetTellers);
            api.setTags(tags(beans, javadoc));
            examples.addTo(api);
            sort(api);
            keep(api.getComponents().getResponses(), "#/components/responses/", api);
            keep(api.getComponents().getHeaders(), "#/components/headers/", api);
            keep(api.getComponents().getSchemas(), "#/components/schemas/", api);
        };
    }

    /**
     * One tag for each module, described by the first sentence of each of its controllers. A controller that names its
     * tag may join one that others describe.
     */
    private static List<Tag> tags(ListableBeanFactory beans, JavadocProvider javadoc) {
        Map<String, String> descriptions = new TreeMap<>();
        Map<String, String> joined = new TreeMap<>();
        for (Class<?> controller : controllers(beans)) {
            String told = javadoc.getFirstSentence(javadoc.getClassJavadoc(controller)) + ".";
            (OperationRules.isTagged(controller) ? joined : descriptions)
                    .merge(OperationRules.module(controller), told, (a, b) -> a + " " + b);
        }
        joined.forEach(descriptions::putIfAbsent);
        return descriptions.entrySet().stream()
                .map(module -> new Tag().name(module.getKey()).description(module.getValue()))
                .toList();
    }

    /** Waybill's controllers, by name. */
    private static List<Class<?>> controllers(ListableBeanFactory beans) {
        List<Class<?>> controllers = new ArrayList<>();
        for (String name : new TreeSet<>(List.of(beans.getBeanNamesForAnnotation(RestController.class)))) {
            Class<?> type = beans.getType(name);
            if (type != null && type.getName().startsWith("io.waybill.")) {
                controllers.add(ClassUtils.getUserClass(type));
            }
        }
        return controllers;
    }

    /** A header is one parameter, whatever type it is converted to. */
    private static void keepHeadersWhole(Class<?> controller) {
        Stream.of(controller.getDeclaredMethods())
                .flatMap(method -> Stream.of(method.getParameters()))
                .filter(parameter -> parameter.isAnnotationPresent(RequestHeader.class))
                .forEach(parameter -> SpringDocUtils.getConfig().addSimpleTypesForParameterObject(parameter.getType()));
    }

    /** Sorts the document, so that it only changes when the API does. */
    private static void sort(OpenAPI api) {
        Paths paths = new Paths();
        new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
        api.setPaths(paths);
        api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        operations(api).forEach(operation -> {
            sort(
                    operation.getRequestBody() == null
                            ? null
                            : operation.getRequestBody().getContent());
            operation.getResponses().values().forEach(answer -> sort(answer.getContent()));
        });
    }

    private static void sort(@Nullable Content content) {
        if (content != null) {
            Map<String, MediaType> sorted = new TreeMap<>(content);
            content.clear();
            content.putAll(sorted);
        }
    }

    private static Stream<Operation> operations(OpenAPI api) {
        return api.getPaths().values().stream().flatMap(path -> path.readOperations().stream());
    }

    /** Removes components that nothing refers to. */
    private static void keep(Map<String, ?> components, String place, OpenAPI api) {
        String text = Json31.pretty(api);
        components.keySet().removeIf(name -> !text.contains('"' + place + name + '"'));
    }
}
