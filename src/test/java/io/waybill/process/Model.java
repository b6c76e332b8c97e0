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
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeHeader;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import io.waybill.Exercises;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** A process model in the repository: a shipped one, or one changed by the solution of an exercise. */
final class Model {

    private static final Path SHIPPED = Path.of("src/main/resources/bpmn");
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    static final Model ORDER_FULFILMENT = of("order-fulfilment");

    /** The file of the decision that it calls. */
    static final String ORDER_POLICY = textOf(SHIPPED.resolve("order-policy.dmn"));

    private final String name;
    private final Map<String, String> files;
    private final Path scenarios;
    private final BpmnModelInstance bpmn;
    private final String processId;

    private Model(String name, Map<String, String> files, String file, Path scenarios) {
        this.name = name;
        this.files = files;
        this.scenarios = scenarios;
        bpmn = read(Objects.requireNonNull(files.get(file)));
        processId = all(Process.class).iterator().next().getId();
    }

    static Model of(String processId) {
        String file = processId + ".bpmn";
        if (!shipped().containsKey(file)) {
            throw new IllegalArgumentException(
                    "There is no model %s for the scenarios of “%s”".formatted(SHIPPED.resolve(file), processId));
        }
        return new Model(processId, shipped(), file, SCENARIOS.resolve(processId));
    }

    /** The shipped models, with or without scenarios. */
    static List<Model> all() {
        Set<String> processes = new TreeSet<>();
        shipped().keySet().stream()
                .filter(file -> file.endsWith(".bpmn"))
                .forEach(file -> processes.add(file.substring(0, file.length() - ".bpmn".length())));
        in(SCENARIOS).stream()
                .filter(Files::isDirectory)
                .forEach(folder -> processes.add(folder.getFileName().toString()));
        return processes.stream().map(Model::of).toList();
    }

    /** The solutions of the exercises; files that a solution does not contain are the shipped ones. */
    static List<Model> solutions() {
        return Exercises.names().stream()
                .map(name -> {
                    Map<String, String> files = shipped();
                    files.putAll(models(Exercises.made().resolve(name)));
                    return new Model(
                            name,
                            files,
                            "order-fulfilment.bpmn",
                            Exercises.KEPT.resolve(name).resolve("scenarios"));
                })
                .toList();
    }

    /** The models and decisions, which are deployed together: text by file name. */
    static Map<String, String> shipped() {
        return models(SHIPPED);
    }

    private static Map<String, String> models(Path folder) {
        Map<String, String> models = new TreeMap<>();
        in(folder).stream()
                .filter(file -> file.toString().matches(".*\\.(bpmn|dmn)"))
                .forEach(file -> models.put(file.getFileName().toString(), textOf(file)));
        return models;
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isShipped() {
        return name.equals(processId);
    }

    /** It and everything beside it: text by file name. */
    Map<String, String> files() {
        return files;
    }

    /** What a scenario of it needs: another process that a timer starts would do so whenever time passes. */
    Map<String, String> filesToPlay() {
        Map<String, String> needed = new TreeMap<>(files);
        needed.entrySet()
                .removeIf(file -> file.getKey().endsWith(".bpmn")
                        && !file.getKey().equals(processId + ".bpmn")
                        && isStartedByTimer(read(file.getValue())));
        return needed;
    }

    private static boolean isStartedByTimer(BpmnModelInstance bpmn) {
        return bpmn.getModelElementsByType(StartEvent.class).stream()
                .filter(Model::isOfProcess)
                .flatMap(start -> start.getEventDefinitions().stream())
                .anyMatch(TimerEventDefinition.class::isInstance);
    }

    private static BpmnModelInstance read(String text) {
        return Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    List<Path> scenarios() {
        return !Files.isDirectory(scenarios)
                ? List.of()
                : in(scenarios).stream()
                        .filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("given.yaml"))
                        .toList();
    }

    /** What all its scenarios start from, as YAML. */
    String given() {
        Path own = scenarios.resolve("given.yaml");
        Path given = Files.exists(own) ? own : SCENARIOS.resolve(processId).resolve("given.yaml");
        return Files.exists(given) ? textOf(given) : "";
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

    /** Everything that an instance can pass, in words, by id. */
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

    /** The types of the jobs, one entry per task. */
    List<String> jobTypes() {
        return all(ZeebeTaskDefinition.class).stream()
                .map(ZeebeTaskDefinition::getType)
                .toList();
    }

    /** The types of the jobs, by the names of their tasks: of the undos, or of all others. */
    Map<String, String> steps(boolean undo) {
        return all(ZeebeTaskDefinition.class).stream()
                .filter(job -> isUndo(taskOf(job).getId()) == undo)
                .collect(toMap(
                        job -> nameOf(taskOf(job).getId()),
                        ZeebeTaskDefinition::getType,
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** The task headers, for the worker. */
    Map<String, String> headersOf(String step) {
        return all(ZeebeTaskHeaders.class).stream()
                .filter(headers -> step.equals(
                        nameOf(((FlowElement) headers.getParentElement().getParentElement()).getId())))
                .flatMap(headers -> headers.getHeaders().stream())
                .collect(toMap(ZeebeHeader::getKey, ZeebeHeader::getValue, (one, other) -> one));
    }

    private static FlowElement taskOf(ZeebeTaskDefinition job) {
        return (FlowElement) job.getParentElement().getParentElement();
    }

    /** What happens to it from outside, by name: its messages, and its start event if that waits for nothing. */
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

    /** The names of the end events of the process itself. */
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
        return name;
    }
}
