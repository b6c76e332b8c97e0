package io.waybill.platform.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;

/** Adds the examples in {@code openapi/examples.yml} to parameters and bodies. */
class Examples {

    private static final String SCHEMAS = "#/components/schemas/";

    private final Map<String, Object> known;

    Examples() {
        try (InputStream file = new ClassPathResource("openapi/examples.yml").getInputStream()) {
            known = new Yaml().load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(OpenAPI api) {
        Map<String, Schema<?>> schemas = new LinkedHashMap<>();
        api.getComponents().getSchemas().forEach(schemas::put);
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> addTo(operation, schemas));
    }

    private void addTo(Operation operation, Map<String, Schema<?>> schemas) {
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getExample() == null)
                    .forEach(parameter -> parameter.setExample(example(parameter.getName(), operation)));
            operation.getParameters().forEach(Examples::keepOutOfForms);
        }
        if (operation.getRequestBody() != null) {
            addTo(operation.getRequestBody().getContent(), operation.getOperationId() + ".request", schemas);
        }
        operation
                .getResponses()
                .values()
                .forEach(answer -> addTo(answer.getContent(), operation.getOperationId() + ".response", schemas));
    }

    /**
     * Swagger UI fills in a parameter's example. Optional parameters, which would change the call, get theirs in the
     * schema, where it is only shown.
     */
    @SuppressWarnings("unchecked")
    private static void keepOutOfForms(Parameter parameter) {
        Object example = parameter.getExample();
        if (example != null && !Boolean.TRUE.equals(parameter.getRequired())) {
            ((Schema<Object>) parameter.getSchema()).setExamples(List.of(example));
            parameter.setExample(null);
        }
    }

    private void addTo(@Nullable Content content, String place, Map<String, Schema<?>> schemas) {
        if (content != null) {
            content.forEach((type, body) -> {
                Object own = known.getOrDefault(place + " " + type, known.get(place));
                Object example = own == null ? example(body, schemas) : own;
                if (example != null) {
                    body.setExample(example);
                }
            });
        }
    }

    /** The {@code id} in the path of an order is an {@code orderId}. */
    private @Nullable Object example(String parameter, Operation operation) {
        Object own = known.get(operation.getOperationId() + "." + parameter);
        return own != null
                ? own
                : known.get(parameter.equals("id") ? operation.getTags().getFirst() + "Id" : parameter);
    }

    private @Nullable Object example(MediaType body, Map<String, Schema<?>> schemas) {
        return body.getSchema() == null ? null : example(body.getSchema(), schemas);
    }

    private @Nullable Object example(Schema<?> schema, Map<String, Schema<?>> schemas) {
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(SCHEMAS.length());
            Object own = known.get(name);
            return own == null ? example(Objects.requireNonNull(schemas.get(name)), schemas) : own;
        }
        if (schema.getItems() != null) {
            Object item = example(schema.getItems(), schemas);
            return item == null ? null : List.of(item);
        }
        if (schema.getProperties() != null) {
            Map<String, Object> example = new LinkedHashMap<>();
            schema.getProperties().forEach((name, property) -> {
                Object value = example(property, schemas);
                if (value != null) {
                    example.put(name, value);
                }
            });
            return example.isEmpty() ? null : example;
        }
        return schema.getExample();
    }
}
