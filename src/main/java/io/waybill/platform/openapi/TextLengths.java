package io.waybill.platform.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.waybill.platform.web.PlainText;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springframework.core.MethodParameter;

/** Adds the length limits of {@link PlainText} to the document; springdoc itself adds those of Jakarta Validation. */
class TextLengths implements PropertyCustomizer, ParameterCustomizer {

    @Override
    @SuppressWarnings("rawtypes")
    public Schema<?> customize(Schema property, AnnotatedType type) {
        if (type.getCtxAnnotations() != null) {
            for (Annotation annotation : type.getCtxAnnotations()) {
                if (annotation instanceof PlainText text) {
                    limit(property, text);
                }
            }
        }
        return property;
    }

    @Override
    public @Nullable Parameter customize(@Nullable Parameter parameter, MethodParameter method) {
        PlainText text = method.getParameterAnnotation(PlainText.class);
        if (parameter != null && parameter.getSchema() != null && text != null) {
            limit(parameter.getSchema(), text);
        }
        return parameter;
    }

    private static void limit(Schema<?> schema, PlainText text) {
        schema.setMaxLength(text.max());
        if (!text.blank()) {
            schema.setMinLength(1);
        }
    }
}
