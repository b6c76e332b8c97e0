package io.waybill.platform.queue;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bodies of messages. Other teams write to the queues too, so nothing is taken for granted. */
@Component
public class QueueReader {

    private static final String ID = "[\\x21-\\x7e]{1,100}";

    private final JsonMapper json;
    private final Validator validator;

    QueueReader(JsonMapper json, Validator validator) {
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.validator = validator;
    }

    /**
     * The type that a message states.
     *
     * @throws MalformedMessage if the body is not a JSON object with a type
     */
    public String typeOf(String body) {
        return text(tree(body), "type");
    }

    /**
     * The message in a body.
     *
     * @param as the record of this type and version, with its constraints; unknown fields are ignored
     * @throws MalformedMessage if the body is not such a message
     */
    public <T extends QueueMessage> T read(String body, String type, int version, Class<T> as) {
        JsonNode tree = tree(body);
        if (!text(tree, "type").equals(type)) {
            throw new MalformedMessage("The message's type is not " + type);
        }
        if (!tree.path("version").isInt() || tree.path("version").intValue() != version) {
            throw new MalformedMessage("Version " + tree.path("version") + " of " + type + " is not known");
        }
        if (!text(tree, "id").matches(ID)) {
            throw new MalformedMessage("The message's id is not 1 to 100 ASCII characters");
        }
        text(tree, "occurredAt");
        try {
            T message = json.treeToValue(tree, as);
            Set<ConstraintViolation<T>> violations = validator.validate(message);
            if (violations.isEmpty()) {
                return message;
            }
            ConstraintViolation<T> first = violations.iterator().next();
            throw new MalformedMessage("%s %s %s".formatted(type, first.getPropertyPath(), first.getMessage()));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new MalformedMessage("Not a " + type + ": " + e.getMessage());
        }
    }

    private JsonNode tree(String body) {
        try {
            JsonNode tree = json.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            throw new MalformedMessage("The message is not JSON");
        }
        throw new MalformedMessage("The message is not a JSON object");
    }

    private static String text(JsonNode tree, String field) {
        JsonNode value = tree.path(field);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new MalformedMessage("The message has no " + field);
        }
        return value.stringValue();
    }
}
