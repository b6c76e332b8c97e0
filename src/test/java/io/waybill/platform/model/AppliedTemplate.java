package io.waybill.platform.model;

import static java.util.stream.Collectors.joining;

import io.camunda.zeebe.model.bpmn.impl.BpmnModelConstants;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperties;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Modeler writes into a task when a template is applied to it. */
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

    /** What identifies the template at a task. */
    record Attributes(String id, String version, String icon) {}

    Attributes attributes() {
        return new Attributes(id(), version(), icon());
    }

    static Attributes attributesOf(ServiceTask task) {
        return new Attributes(
                attribute(task, "modelerTemplate"),
                attribute(task, "modelerTemplateVersion"),
                attribute(task, "modelerTemplateIcon"));
    }

    private static String attribute(ServiceTask task, String name) {
        return String.valueOf(task.getAttributeValueNs(BpmnModelConstants.ZEEBE_NS, name));
    }

    /** The values that the template sets. */
    List<Value> values() {
        return Stream.of("zeebe:taskDefinition", "zeebe:taskHeader", "zeebe:property")
                .flatMap(this::valuesOf)
                .toList();
    }

    static List<Value> valuesOf(ServiceTask task) {
        List<Value> values = new ArrayList<>();
        ZeebeTaskDefinition definition = task.getSingleExtensionElement(ZeebeTaskDefinition.class);
        values.add(new Value("type", definition.getType()));
        values.add(new Value("retries", definition.getRetries()));
        Optional.ofNullable(task.getSingleExtensionElement(ZeebeTaskHeaders.class)).stream()
                .flatMap(headers -> headers.getHeaders().stream())
                .forEach(header -> values.add(new Value(header.getKey(), header.getValue())));
        Optional.ofNullable(task.getSingleExtensionElement(ZeebeProperties.class)).stream()
                .flatMap(properties -> properties.getProperties().stream())
                .forEach(property -> values.add(new Value(property.getName(), property.getValue())));
        return values;
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

    record Value(String key, String value) {}

    private Stream<Value> valuesOf(String binding) {
        return template.get("properties")
                .valueStream()
                .filter(property -> property.has("value"))
                .filter(property ->
                        property.get("binding").get("type").stringValue().equals(binding))
                .map(property -> new Value(
                        keyOf(property.get("binding")), property.get("value").stringValue()));
    }

    /** What the value of a binding is for: its field beside the type. */
    private static String keyOf(JsonNode binding) {
        return binding.propertyStream()
                .filter(field -> !field.getKey().equals("type"))
                .map(field -> field.getValue().stringValue())
                .findFirst()
                .orElseThrow();
    }
}
