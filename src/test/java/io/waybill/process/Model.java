package io.waybill.process;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** A process model of the tree. */
final class Model {

    private static final Path FOLDER = Path.of("src/main/resources/bpmn");

    static final Model ORDER_FULFILMENT = of("order-fulfilment");

    /** The decision that it asks, as a file. */
    static final String ORDER_POLICY = textOf(FOLDER.resolve("order-policy.dmn"));

    private final String processId;
    private final BpmnModelInstance bpmn;

    private Model(Path file) {
        this.bpmn = Bpmn.readModelFromFile(file.toFile());
        this.processId = all(Process.class).iterator().next().getId();
    }

    static Model of(String processId) {
        Path file = FOLDER.resolve(processId + ".bpmn");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "There is no model %s for the scenarios of “%s”".formatted(file, processId));
        }
        return new Model(file);
    }

    static List<Model> all() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".bpmn"))
                .map(Model::new)
                .toList();
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().matches(".*\\.(bpmn|dmn)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The models and the decisions, which are deployed together: their texts by the names of their files. */
    static Map<String, String> shipped() {
        Map<String, String> shipped = new TreeMap<>();
        files().forEach(file -> shipped.put(String.valueOf(file.getFileName()), textOf(file)));
        return shipped;
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String processId() {
        return processId;
    }

    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return bpmn.getModelElementsByType(type);
    }

    String nameOf(String id) {
        String name = bpmn.<FlowElement>getModelElementById(id).getName();
        return name == null ? id : name;
    }

    /** All that an order can pass, by id, in words. */
    Map<String, String> ways() {
        Map<String, String> ways = new TreeMap<>();
        all(FlowNode.class)
                .forEach(node -> ways.put(node.getId(), "“%s” (%s)".formatted(nameOf(node.getId()), node.getId())));
        all(SequenceFlow.class)
                .forEach(flow -> ways.put(
                        flow.getId(),
                        "from “%s” to “%s”"
                                .formatted(
                                        nameOf(flow.getSource().getId()),
                                        nameOf(flow.getTarget().getId()))));
        return ways;
    }

    boolean isUndo(String id) {
        return bpmn.getModelElementById(id) instanceof Activity activity && activity.isForCompensation();
    }

    /** The types of the jobs, by the names of their tasks: of those that undo, or of all others. */
    Map<String, String> steps(boolean undo) {
        return all(ZeebeTaskDefinition.class).stream()
                .filter(job -> isUndo(taskOf(job).getId()) == undo)
                .collect(toMap(
                        job -> nameOf(taskOf(job).getId()),
                        ZeebeTaskDefinition::getType,
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static FlowElement taskOf(ZeebeTaskDefinition job) {
        return (FlowElement) job.getParentElement().getParentElement();
    }

    /** What happens to it from outside, by name: its messages, and its begin if that waits for nothing. */
    Map<String, CatchEvent> events() {
        return all(CatchEvent.class).stream()
                .filter(event ->
                        messageOf(event) != null || (event.getEventDefinitions().isEmpty() && isOfProcess(event)))
                .collect(toMap(event -> nameOf(event.getId()), event -> event, (one, other) -> one, TreeMap::new));
    }

    static @Nullable Message messageOf(CatchEvent event) {
        return event.getEventDefinitions().stream()
                .filter(MessageEventDefinition.class::isInstance)
                .map(definition -> ((MessageEventDefinition) definition).getMessage())
                .findFirst()
                .orElse(null);
    }

    static boolean isOfProcess(FlowElement element) {
        return element.getParentElement() instanceof Process;
    }

    /** The names of the ends of the process itself. */
    Set<String> ends() {
        return all(EndEvent.class).stream()
                .filter(Model::isOfProcess)
                .map(end -> nameOf(end.getId()))
                .collect(toSet());
    }

    Set<String> names() {
        return all(FlowNode.class).stream().map(node -> nameOf(node.getId())).collect(toSet());
    }

    @Override
    public String toString() {
        return processId;
    }
}
