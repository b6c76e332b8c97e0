package io.waybill.platform.model;

import static java.util.stream.Collectors.joining;

import io.waybill.core.saga.Question;
import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.contract.Contract.Job;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The element templates of Camunda Modeler: one for each job, made from what its worker declares. */
final class ElementTemplates {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Contract contract;

    ElementTemplates(Contract contract) {
        this.contract = contract;
    }

    /**
     * The templates as they should be. One that changes gets a new version, and the old one stays: Modeler offers to
     * update a task only if it knows both.
     */
    ArrayNode renewed(ArrayNode present) {
        ArrayNode renewed = JSON.arrayNode();
        for (Job job : contract.jobs().values()) {
            List<ObjectNode> versions = versionsOf(job.type(), present);
            renewed.addAll(versions);
            int latest =
                    versions.isEmpty() ? 0 : versions.getLast().get("version").intValue();
            if (versions.isEmpty() || !versions.getLast().equals(template(job, latest))) {
                renewed.add(template(job, latest + 1));
            }
        }
        return renewed;
    }

    /** The versions of a job's template, the latest last. */
    static List<ObjectNode> versionsOf(String type, ArrayNode templates) {
        List<ObjectNode> versions = new ArrayList<>();
        for (JsonNode template : templates) {
            if (template.get("id").stringValue().equals(id(type))) {
                versions.add((ObjectNode) template);
            }
        }
        return versions;
    }

    private static String id(String type) {
        return "io.waybill:" + type;
    }

    private ObjectNode template(Job job, int version) {
        ObjectNode template = JSON.objectNode()
                .put("$schema", "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json")
                .put("id", id(job.type()))
                .put("version", version)
                .put("name", job.step().name())
                .put("description", job.step().does() + " " + part(job));
        template.putObject("category").put("id", "waybill").put("name", "Waybill");
        template.putObject("icon").put("contents", TemplateIcons.of(job.step()));
        template.putObject("engines").put("camunda", "^8.6");
        template.putArray("appliesTo").add("bpmn:Task").add("bpmn:ServiceTask");
        template.putObject("elementType").put("value", "bpmn:ServiceTask");
        ArrayNode groups = template.putArray("groups").add(group("saga", "Saga"));
        if (job.step().byPeople()) {
            groups.add(group("question", "Question"));
        }
        groups.add(group("reads", "Reads")).add(group("answers", "Answers"));
        template.set("properties", properties(job));
        return template;
    }

    private static ObjectNode group(String id, String label) {
        return JSON.objectNode().put("id", id).put("label", label);
    }

    /** The part that a job plays in the saga, and what the model has to do for it. */
    private String part(Job job) {
        String part = switch (job.kind()) {
            case NO_EFFECT ->
                job.step().byPeople()
                        ? "Operators answer at POST /manual-steps/{id}/answer. They may never answer: attach an interrupting timer, and ask before the pivot."
                        : "It has no effect that would have to be undone.";
            case COMPENSATABLE ->
                job.step().undo().isEmpty()
                        ? "It is undone together with %s, which has to be in the same subprocess."
                                .formatted(nameOf(job.step().undoneWith()))
                        : "%s undoes it: attach a compensation event and connect that with a task for it. Both are ready to be copied in docs/steps-with-undo.bpmn."
                                .formatted(nameOf(job.step().undo()));
            case UNDO -> "It undoes %s: connect it with the compensation event there.".formatted(undoneBy(job));
            case PIVOT ->
                "It is the pivot: %s nothing is undone."
                        .formatted(isOfOrders(job) ? "from then on the order ships, and" : "after it,");
            case RETRIABLE ->
                "It cannot be undone: use it only after the pivot, where it is retried until it succeeds.";
            case COMPLETION ->
                "It is the last step of %s.".formatted(isOfOrders(job) ? "an order that ships" : "one that succeeds");
            case CLOSING ->
                "It is the last step of %s."
                        .formatted(isOfOrders(job) ? "an order that does not ship" : "one that fails");
        };
        return part
                + listed(" It has to run after %s.", job.step().undoAfter())
                + listed(" It throws the errors %s.", job.step().throwsErrors());
    }

    /** Their texts stay: another one would be a new version of the template, to be chosen at every task. */
    private static boolean isOfOrders(Job job) {
        return job.type().startsWith("order.");
    }

    private static String listed(String sentence, String[] some) {
        return some.length == 0 ? "" : sentence.formatted(String.join(", ", some));
    }

    private String undoneBy(Job undo) {
        return contract.jobs().values().stream()
                .filter(job -> job.step().undo().equals(undo.type()))
                .map(job -> nameOf(job.type()))
                .collect(joining(" and "));
    }

    private String nameOf(String type) {
        return "“%s”".formatted(contract.job(type).orElseThrow().step().name());
    }

    private static ArrayNode properties(Job job) {
        ArrayNode properties = JSON.arrayNode()
                .add(fixed(job.type(), binding("zeebe:taskDefinition", "property", "type")))
                .add(fixed("5", binding("zeebe:taskDefinition", "property", "retries")));
        if (job.kind() == Kind.UNDO) {
            properties.add(fixed("until-done", binding("zeebe:taskHeader", "key", "retry")));
        }
        if (job.step().byPeople()) {
            properties
                    .add(header(Question.TEXT_HEADER, "Question", "Text", "What people are asked, in plain words."))
                    .add(
                            header(
                                    Question.ANSWERS_HEADER,
                                    "Answers",
                                    "String",
                                    "The variables that people set to yes or no: names like fraudSuspected, with spaces between them."));
        }
        if (!job.step().undo().isEmpty()) {
            properties.add(told("Undone by", job.step().undo(), "waybill:undo"));
        }
        if (!job.step().undoneWith().isEmpty()) {
            properties.add(told("Undone together with", job.step().undoneWith(), "waybill:undone-with"));
        }
        job.reads()
                .forEach(
                        (name, type) -> properties.add(
                                variable(name, type, "reads", binding("zeebe:input", "name", name))
                                        .put("feel", "required")
                                        .put(
                                                "description",
                                                job.optional().contains(name)
                                                        ? "Only if it is needed."
                                                        : "Taken from the variable of that name, unless something else is given here.")));
        job.writes()
                .forEach((name, type) -> properties.add(variable(
                                name, type, "answers", binding("zeebe:output", "source", "=" + name))
                        .put("description", "Goes into the variable of that name, unless another is named here.")));
        return properties;
    }

    private static ObjectNode binding(String type, String key, String value) {
        return JSON.objectNode().put("type", type).put(key, value);
    }

    private static ObjectNode fixed(String value, ObjectNode binding) {
        return JSON.objectNode().put("type", "Hidden").put("value", value).set("binding", binding);
    }

    private static ObjectNode header(String key, String label, String type, String description) {
        ObjectNode header = JSON.objectNode()
                .put("label", label)
                .put("type", type)
                .put("group", "question")
                .put("description", description)
                .set("binding", binding("zeebe:taskHeader", "key", key));
        header.putObject("constraints").put("notEmpty", true);
        return header;
    }

    private static ObjectNode told(String label, String value, String property) {
        return JSON.objectNode()
                .put("label", label)
                .put("type", "String")
                .put("editable", false)
                .put("value", value)
                .put("group", "saga")
                .set("binding", binding("zeebe:property", "name", property));
    }

    /** Optional, since a mapping that is not needed would only hide the variables of the process. */
    private static ObjectNode variable(String name, Type type, String group, ObjectNode binding) {
        return JSON.objectNode()
                .put("label", name + ": " + inWords(type))
                .put("type", "String")
                .put("optional", true)
                .put("group", group)
                .set("binding", binding);
    }

    private static String inWords(Type type) {
        if (type instanceof ParameterizedType list) {
            return "list of " + inWords(list.getActualTypeArguments()[0]);
        }
        Class<?> one = ClassUtils.resolvePrimitiveIfNecessary((Class<?>) type);
        if (one.isArray()) {
            return "list of " + inWords(one.componentType());
        }
        if (one.isRecord()) {
            return Arrays.stream(one.getRecordComponents())
                    .map(field -> field.getName() + ": " + inWords(field.getGenericType()))
                    .collect(joining(", ", "{", "}"));
        }
        String word =
                Map.of(String.class, "text", Boolean.class, "true or false").get(one);
        if (word == null && !Number.class.isAssignableFrom(one)) {
            throw new IllegalArgumentException("There is no word for " + type);
        }
        return word == null ? "number" : word;
    }
}
