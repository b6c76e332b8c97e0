package io.waybill.platform.model;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.decision.CheckedDecisions;
import io.waybill.platform.model.decision.Decisions;
import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.net.Variables;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.model.source.VettedXml;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.Dmn;
import org.jspecify.annotations.Nullable;

/**
 * What migrating a running instance from one version of its process to another means for it.
 *
 * @param same the ids of elements that are the same in both: the engine can go on there
 * @param gone waits and tasks that are not the same in the new version: an instance that is at one of them cannot be
 *     moved
 * @param lostUndos steps that, if done before the move, are no longer undone after it
 * @param passed tasks that are new: an instance that has passed their place never does them
 * @param unset variables that only the new version sets: an instance that has passed the place where it does so lacks
 *     them
 * @param hardToMove subprocesses that engines before 8.8 cannot move an instance out of
 */
public record MigrationPlan(
        List<String> same,
        List<String> gone,
        List<LostUndo> lostUndos,
        List<String> passed,
        List<Unset> unset,
        List<String> hardToMove) {

    /**
     * A step whose undo does not survive.
     *
     * @param step its name in the model
     * @param jobType of the step
     * @param why in words
     */
    public record LostUndo(String step, String jobType, String why) {}

    /**
     * A variable that the old version never sets.
     *
     * @param reader what needs it in the new version, by its name in the model
     * @param isInside whether the reader is inside a subprocess
     */
    public record Unset(String variable, String reader, boolean isInside) {}

    /**
     * Compares two versions.
     *
     * @param process its id
     * @param contract what the code does for both
     * @throws IllegalArgumentException if one of them lacks the process or cannot be read
     */
    public static MigrationPlan between(List<Source> before, List<Source> after, String process, Contract contract) {
        return new Comparison(version(before, process, contract), version(after, process, contract)).result();
    }

    private record Version(Net net, Variables variables) {

        Set<String> written() {
            return net.nodes().stream()
                    .flatMap(node -> variables.writtenBy(node).stream().mapToObj(variables::name))
                    .collect(Collectors.toSet());
        }
    }

    private static Version version(List<Source> files, String id, Contract contract) {
        Process process = files.stream()
                .filter(file -> file.name().endsWith(".bpmn"))
                .flatMap(file -> Bpmn.readModelFromStream(stream(file)).getModelElementsByType(Process.class).stream())
                .filter(one -> one.getId().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no process " + id));
        Decisions decisions = new Decisions(files.stream()
                .filter(file -> file.name().endsWith(".dmn"))
                .map(file -> new CheckedDecisions(file, xml(file), Dmn.readModelFromStream(stream(file))))
                .toList());
        Net net = Net.of(process);
        return new Version(net, Variables.of(process, net, contract, decisions));
    }

    private static InputStream stream(Source file) {
        xml(file);
        return new ByteArrayInputStream(file.text().getBytes(StandardCharsets.UTF_8));
    }

    private static VettedXml xml(Source file) {
        try {
            return VettedXml.read(file.text());
        } catch (VettedXml.Refused e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class Comparison {

        private final Net before;
        private final Map<String, Node> now = new LinkedHashMap<>();
        private final Net after;
        private final List<Unset> unset;

        Comparison(Version before, Version after) {
            this.before = before.net();
            this.after = after.net();
            this.unset = unset(before.written(), after);
            this.after.nodes().forEach(node -> now.put(node.id(), node));
        }

        MigrationPlan result() {
            List<String> same = new ArrayList<>();
            List<String> gone = new ArrayList<>();
            List<LostUndo> lost = new ArrayList<>();
            for (Node node : before.nodes()) {
                if (counterpart(node).isPresent()) {
                    same.add(node.id());
                } else if (node.takesTime() || node.hasInside()) {
                    gone.add(node.toString());
                }
                lostUndo(node).ifPresent(lost::add);
            }
            return new MigrationPlan(same, gone, lost, passed(), unset, hardToMove());
        }

        private static List<Unset> unset(Set<String> written, Version after) {
            return after.net().nodes().stream()
                    .flatMap(node -> after.variables().readBy(node).stream()
                            .map(after.variables()::name)
                            .filter(name -> !written.contains(name))
                            .map(name -> new Unset(
                                    name,
                                    node.toString(),
                                    node.scope() != after.net().root())))
                    .toList();
        }

        /** The same element in the new version: with the same id and kind, in the same scope, at the same host. */
        private Optional<Node> counterpart(Node node) {
            return Optional.ofNullable(now.get(node.id()))
                    .filter(other -> other.kind() == node.kind() && other.trigger() == node.trigger())
                    .filter(other -> other.calls() == node.calls() && other.isMultiInstance() == node.isMultiInstance())
                    .filter(other ->
                            id(other.scope().owner()).equals(id(node.scope().owner())))
                    .filter(other -> id(other.attachedTo()).equals(id(node.attachedTo())));
        }

        private static String id(@Nullable Node node) {
            return node == null ? "" : node.id();
        }

        private Optional<LostUndo> lostUndo(Node step) {
            if (step.undo() == null) {
                return Optional.empty();
            }
            Node undo = step.undo();
            Optional<Node> kept = step.boundaries().stream()
                    .filter(event -> event.trigger() == Trigger.COMPENSATION)
                    .flatMap(event -> counterpart(event).stream())
                    .map(Node::host)
                    .findFirst();
            String why = kept.isEmpty()
                    ? "“%s” no longer has an undo at the same place".formatted(step)
                    : kept.get().undo() != null && kept.get().undo().jobType().equals(undo.jobType())
                            ? ""
                            : "“%s” is undone by another job".formatted(step);
            return why.isEmpty() ? Optional.empty() : Optional.of(new LostUndo(step.toString(), step.jobType(), why));
        }

        private List<String> passed() {
            List<String> known = before.nodes().stream().map(node -> node.id()).toList();
            return after.nodes().stream()
                    .filter(node -> node.is(Kind.ACTIVITY) && !node.isForCompensation() && !known.contains(node.id()))
                    .map(Node::toString)
                    .toList();
        }

        private List<String> hardToMove() {
            return before.nodes().stream()
                    .filter(node -> node.hasInside() && !node.is(Kind.EVENT_SUBPROCESS))
                    .filter(zone -> zone.boundaries().stream().anyMatch(event -> event.trigger() == Trigger.ESCALATION)
                            || zone.inner().all().anyMatch(node -> node.undo() != null || node.is(Kind.EVENT_BASED)))
                    .map(Node::toString)
                    .toList();
        }
    }
}
