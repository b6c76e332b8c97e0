package io.waybill.model;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.waybill.model.Net.Kind;
import io.waybill.model.Net.Node;
import io.waybill.model.Net.Trigger;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What it means for a running instance to be moved from one version of its process to another.
 *
 * @param same the ids of elements that are the same in both: the engine can go on at these
 * @param gone waits and tasks that are not the same in the new version: an instance that is just there cannot be moved
 * @param lostUndos steps that, if they were done before, are not undone any more after it
 * @param passed tasks that are new: an instance that has passed their place never does them
 * @param hardToMove what engines before 8.8 cannot move an instance out of, if it is inside of it
 */
public record Move(
        List<String> same, List<String> gone, List<LostUndo> lostUndos, List<String> passed, List<String> hardToMove) {

    /**
     * A step whose undo does not survive.
     *
     * @param step its name in the model
     * @param jobType of the step
     * @param why in words
     */
    public record LostUndo(String step, String jobType, String why) {}

    /**
     * Compares two versions.
     *
     * @param process its id
     * @throws IllegalArgumentException if one of them does not have it, or cannot be read
     */
    public static Move between(List<Source> before, List<Source> after, String process) {
        return new Comparison(net(before, process), net(after, process)).result();
    }

    private static Net net(List<Source> files, String id) {
        return files.stream()
                .filter(file -> file.name().endsWith(".bpmn"))
                .flatMap(Move::processes)
                .filter(process -> process.getId().equals(id))
                .map(NetBuilder::of)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no process " + id));
    }

    private static Stream<Process> processes(Source file) {
        try {
            Xml.read(file.text());
        } catch (Xml.Refused e) {
            throw new IllegalArgumentException(e);
        }
        return Bpmn.readModelFromStream(new ByteArrayInputStream(file.text().getBytes(StandardCharsets.UTF_8)))
                .getModelElementsByType(Process.class)
                .stream();
    }

    private static final class Comparison {

        private final Net before;
        private final Map<String, Node> now = new LinkedHashMap<>();
        private final Net after;

        Comparison(Net before, Net after) {
            this.before = before;
            this.after = after;
            after.nodes.forEach(node -> now.put(node.id, node));
        }

        Move result() {
            List<String> same = new ArrayList<>();
            List<String> gone = new ArrayList<>();
            List<LostUndo> lost = new ArrayList<>();
            for (Node node : before.nodes) {
                if (counterpart(node).isPresent()) {
                    same.add(node.id);
                } else if (node.takesTime() || node.inner != null) {
                    gone.add(node.toString());
                }
                lostUndo(node).ifPresent(lost::add);
            }
            return new Move(same, gone, lost, passed(), hardToMove());
        }

        /** The same element in the new version: with its id, of its kind, in the same scope, at the same host. */
        private Optional<Node> counterpart(Node node) {
            return Optional.ofNullable(now.get(node.id))
                    .filter(other -> other.kind == node.kind && other.trigger == node.trigger)
                    .filter(other -> other.calls == node.calls && other.multiInstance == node.multiInstance)
                    .filter(other -> id(other.scope.owner).equals(id(node.scope.owner)))
                    .filter(other -> id(other.attachedTo).equals(id(node.attachedTo)));
        }

        private static String id(@Nullable Node node) {
            return node == null ? "" : node.id;
        }

        private Optional<LostUndo> lostUndo(Node step) {
            if (step.undo == null) {
                return Optional.empty();
            }
            Node undo = step.undo;
            Optional<Node> kept = step.boundaries.stream()
                    .filter(event -> event.trigger == Trigger.COMPENSATION)
                    .flatMap(event -> counterpart(event).stream())
                    .map(Node::host)
                    .findFirst();
            String why = kept.isEmpty()
                    ? "“%s” has no undo any more at the same place".formatted(step)
                    : kept.get().undo != null && kept.get().undo.jobType.equals(undo.jobType)
                            ? ""
                            : "“%s” is undone by another job".formatted(step);
            return why.isEmpty() ? Optional.empty() : Optional.of(new LostUndo(step.toString(), step.jobType, why));
        }

        private List<String> passed() {
            List<String> known = before.nodes.stream().map(node -> node.id).toList();
            return after.nodes.stream()
                    .filter(node -> node.is(Kind.ACTIVITY) && !node.forCompensation && !known.contains(node.id))
                    .map(Node::toString)
                    .toList();
        }

        private List<String> hardToMove() {
            return before.nodes.stream()
                    .filter(node -> node.inner != null && !node.is(Kind.EVENT_SUBPROCESS))
                    .filter(zone -> zone.boundaries.stream().anyMatch(event -> event.trigger == Trigger.ESCALATION)
                            || zone.inner().all().anyMatch(node -> node.undo != null || node.is(Kind.EVENT_BASED)))
                    .map(Node::toString)
                    .toList();
        }
    }
}
