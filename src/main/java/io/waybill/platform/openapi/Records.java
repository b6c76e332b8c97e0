package io.waybill.platform.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The schemas of records: every component that is not nullable is required, and no two records share a schema. */
class Records implements ModelConverter {

    private static final String SCHEMAS = "#/components/schemas/";

    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (resolved == null || !raw.isRecord()) {
            return resolved;
        }
        if (resolved.get$ref() == null) {
            require(raw.getRecordComponents(), resolved);
        } else {
            String name = resolved.get$ref().substring(SCHEMAS.length());
            Class<?> known = types.putIfAbsent(name, raw);
            if (known != null && !known.equals(raw)) {
                throw new IllegalStateException("%s and %s would both be the schema %s: name one by @Schema(name = ...)"
                        .formatted(known.getName(), raw.getName(), name));
            }
            Schema<?> defined = context.getDefinedModels().get(name);
            if (defined != null) {
                require(raw.getRecordComponents(), defined);
            }
        }
        return resolved;
    }

    private static void require(RecordComponent[] components, Schema<?> schema) {
        if (schema.getProperties() == null) {
            return;
        }
        for (RecordComponent component : components) {
            if (schema.getProperties().containsKey(component.getName())
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && (schema.getRequired() == null || !schema.getRequired().contains(component.getName()))) {
                schema.addRequiredItem(component.getName());
            }
        }
    }
}
