package io.waybill.platform.queue;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The policy of a queue: which topics may send to it. Statements of others stay as they are. */
@Component
class QueuePolicy {

    private static final String STATEMENT = "Statement";

    private final JsonMapper json;

    QueuePolicy(JsonMapper json) {
        this.json = json;
    }

    /** The policy with a statement that lets this topic in; empty if there is such a statement. */
    Optional<String> lettingIn(String topic, String queue, @Nullable String current) {
        JsonNode wanted = json.valueToTree(Map.of(
                "Sid",
                "WaybillEventsFrom" + topic.replaceAll("[^0-9A-Za-z]", ""),
                "Effect",
                "Allow",
                "Principal",
                Map.of("Service", "sns.amazonaws.com"),
                "Action",
                "sqs:SendMessage",
                "Resource",
                queue,
                "Condition",
                Map.of("ArnEquals", Map.of("aws:SourceArn", topic))));
        ObjectNode policy = current == null || current.isBlank()
                ? json.createObjectNode().put("Version", "2012-10-17")
                : (ObjectNode) json.readTree(current);
        ArrayNode statements = statementsOf(policy);
        if (statements.valueStream().anyMatch(wanted::equals)) {
            return Optional.empty();
        }
        statements.removeIf(old -> old.path("Sid").equals(wanted.path("Sid")));
        statements.add(wanted);
        return Optional.of(json.writeValueAsString(policy.set(STATEMENT, statements)));
    }

    /** AWS accepts a single statement without a list, too. */
    private ArrayNode statementsOf(ObjectNode policy) {
        JsonNode statements = policy.path(STATEMENT);
        if (statements instanceof ArrayNode several) {
            return several;
        }
        ArrayNode list = json.createArrayNode();
        return statements.isObject() ? list.add(statements) : list;
    }
}
