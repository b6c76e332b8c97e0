package io.waybill.model;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Modeler writes into a task that a template is applied to. */
record AppliedTemplate(ObjectNode template) {

    static AppliedTemplate latestOf(String type, ArrayNode templates) {
        return new AppliedTemplate(ElementTemplates.versionsOf(type, templates).getLast());
    }

    String id() {
        return template.get("id").stringValue();
    }

    String version() {
        return template.get("version").asString();
    }

    String icon() {
        return template.get("icon").get("contents").stringValue();
    }

    String extensions() {
        String definition = valuesOf("zeebe:taskDefinition")
                .map(value -> "%s=\"%s\"".formatted(value.key(), value.value()))
                .collect(joining(" ", "<zeebe:taskDefinition ", " />"));
        String headers = valuesOf("zeebe:taskHeader")
                .map(value -> "<zeebe:header key=\"%s\" value=\"%s\" />".formatted(value.key(), value.value()))
                .collect(joining("", "<zeebe:taskHeaders>", "</zeebe:taskHeaders>"));
        return definition + (headers.contains("zeebe:header ") ? headers : "") + properties();
    }

    String properties() {
        String properties = valuesOf("zeebe:property")
                .map(value -> "<zeebe:property name=\"%s\" value=\"%s\" />".formatted(value.key(), value.value()))
                .collect(joining());
        return properties.isEmpty() ? "" : "<zeebe:properties>" + properties + "</zeebe:properties>";
    }

    private record Value(String key, String value) {}

    private Stream<Value> valuesOf(String binding) {
        return template.get("properties")
                .valueStream()
                .filter(property -> property.has("value"))
                .filter(property ->
                        property.get("binding").get("type").stringValue().equals(binding))
                .map(property -> new Value(
                        keyOf(property.get("binding")), property.get("value").stringValue()));
    }

    /** What of the task the value is for: a binding's other field. */
    private static String keyOf(JsonNode binding) {
        return binding.propertyStream()
                .filter(field -> !field.getKey().equals("type"))
                .map(field -> field.getValue().stringValue())
                .findFirst()
                .orElseThrow();
    }
}
