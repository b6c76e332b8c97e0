package io.waybill.platform.model.rules;

import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Keys;
import io.waybill.platform.model.net.Net.Flow;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.statespace.Exploration;
import io.waybill.platform.model.statespace.Exploration.Incident;
import io.waybill.platform.model.statespace.State;
import io.waybill.platform.model.statespace.Trace;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that repeated steps of an order have distinct keys, and that each answer is waited for under its own key. */
final class KeyRules {

    private final CheckedProcess checked;
    private final Exploration played;
    private final Contract contract;
    private final Keys keys;
    /** The elements at which a message can come while they are active. */
    private final BitSet receivers = new BitSet();

    private KeyRules(CheckedProcess checked) {
        this.checked = checked;
        this.played = checked.played;
        this.contract = checked.contract;
        this.keys = checked.keys;
        checked.net.nodes().stream()
                .filter(node -> receivedAt(node).anyMatch(KeyRules::isWait))
                .forEach(node -> receivers.set(node.index()));
    }

    static void check(CheckedProcess checked) {
        KeyRules rules = new KeyRules(checked);
        rules.texts();
        rules.repetitions();
        rules.undos();
        rules.waits();
    }

    private void texts() {
        for (Node node : checked.net.nodes()) {
            Keys.Key key = keys.ofJob(node);
            if (key.isFixed() && !key.text().matches(Step.PLAIN)) {
                checked.error(
                        "contract/key-text",
                        node,
                        "“%s” cannot have the key %s: no message can carry it".formatted(node, key),
                        "Use at most 40 unaccented letters, digits and signs.");
            }
        }
    }

    private void repetitions() {
        for (Incident incident : played.incidents()) {
            if (incident.kind() == Incident.Kind.ASKED_TWICE) {
                Node at = incident.node();
                checked.error(
                        "saga/asked-twice",
                        at,
                        "“%s” is done twice for one order; the second is taken for a repetition and does nothing: %s"
                                .formatted(at, CheckedProcess.after(incident.trace())),
                        "Do it once%s."
                                .formatted(contract.job(at.jobType())
                                        .filter(job -> !job.key().isEmpty())
                                        .map(job -> ", or give each an input %s with a text of its own"
                                                .formatted(list(job.key())))
                                        .orElse("")));
            }
        }
    }

    private static String list(List<String> some) {
        return String.join(" and ", some);
    }

    private void undos() {
        for (Node step : checked.net.nodes()) {
            Node undo = step.undo();
            Optional<Contract.Job> job =
                    contract.job(step.jobType()).filter(one -> !one.key().isEmpty());
            if (undo == null || job.isEmpty() || isNoUndo(undo)) {
                continue;
            }
            Keys.Key wanted = keys.ofJob(step);
            Keys.Key found = keys.ofJob(undo);
            if (!found.text().equals(wanted.text())) {
                checked.error(
                        "saga/undo-wrong",
                        undo,
                        "“%s” does not undo what “%s” did: its %s is %s, but there it is %s"
                                .formatted(undo, step, list(job.get().key()), found, wanted),
                        "Give both the same input.");
            }
        }
    }

    private boolean isNoUndo(Node node) {
        return contract.job(node.jobType())
                .filter(job -> job.kind() == Kind.UNDO)
                .isEmpty();
    }

    private void waits() {
        Map<Node, Set<String>> answers = new LinkedHashMap<>();
        Map<Node, Set<String>> told = new HashMap<>();
        Set<Node> asked = new LinkedHashSet<>();
        Set<List<String>> awaited = new HashSet<>();
        for (Trace trace : played.states()) {
            asked.addAll(trace.state().asked());
            Map<List<String>, Node> byKey = new HashMap<>();
            for (Node wait : waitsIn(trace.state())) {
                Contract.Message message = contract.messages().get(wait.code());
                if (message != null && !message.answers().isEmpty()) {
                    answers.computeIfAbsent(wait, one -> new HashSet<>()).addAll(answersTo(message, trace.state()));
                }
                Node other =
                        byKey.putIfAbsent(List.of(wait.code(), keys.ofWait(wait).text()), wait);
                if (other != null
                        && told.computeIfAbsent(wait, one -> new HashSet<>()).add(other.id())) {
                    oneMessage(other, wait, trace);
                }
            }
            awaited.addAll(byKey.keySet());
        }
        if (!played.isIncomplete()) {
            answers.forEach(this::answered);
            asked.forEach(task -> notAwaited(task, awaited));
        }
    }

    /** All nodes that could receive a message. */
    private List<Node> waitsIn(State state) {
        Stream<Node> going = state.active(receivers).stream().flatMap(KeyRules::receivedAt);
        Stream<Node> around = state.live().stream()
                .flatMap(scope -> scope.eventSubprocesses().stream())
                .filter(inside -> !state.isActive(inside))
                .flatMap(inside -> inside.inner().starts());
        return Stream.concat(going, around).filter(KeyRules::isWait).toList();
    }

    /** What can come while an element is active. */
    private static Stream<Node> receivedAt(Node node) {
        return node.is(Node.Kind.EVENT_BASED)
                ? node.outgoing().stream().map(Flow::target)
                : Stream.concat(Stream.of(node), node.boundaries().stream());
    }

    private static boolean isWait(Node node) {
        return node.trigger() == Trigger.MESSAGE && node.jobType().isEmpty();
    }

    private Set<String> answersTo(Contract.Message message, State state) {
        return state.asked().stream()
                .filter(task -> task.jobType().equals(message.answers()))
                .map(task -> keys.ofAnswerTo(task).text())
                .collect(Collectors.toSet());
    }

    private void oneMessage(Node one, Node other, Trace trace) {
        checked.error(
                "contract/one-message",
                other,
                "“%s” and “%s” wait at the same time for the message “%s” with the same key; only one of them gets it: %s"
                        .formatted(one, other, other.code(), CheckedProcess.after(trace)),
                "Give them messages with different keys, or wait for it once.");
    }

    private void answered(Node wait, Set<String> expected) {
        Keys.Key key = keys.ofWait(wait);
        // A text has a finding of its own.
        if (!keys.isText(wait) && !expected.contains(key.text())) {
            String come = expected.isEmpty()
                    ? "nothing was requested before it"
                    : "the answers come with %s"
                            .formatted(new TreeSet<>(expected)
                                    .stream()
                                            .map(text -> new Keys.Key(text, true).toString())
                                            .collect(Collectors.joining(" and ")));
            checked.error(
                    "contract/key",
                    wait,
                    "“%s” waits with the key %s, but %s: its message never arrives".formatted(wait, key, come),
                    "Build the key from the order's id and, if the task that it waits for has an input %s, from / and that input."
                            .formatted(keyOf(wait)));
        }
    }

    /** Whether its key is the same for all orders, which has a finding of its own. */
    private boolean isConstant(Node wait) {
        return !keys.ofWait(wait).text().contains("{");
    }

    private String keyOf(Node wait) {
        return Optional.ofNullable(contract.messages().get(wait.code()))
                .flatMap(message -> contract.job(message.answers()))
                .map(job -> list(job.key()))
                .orElse("key");
    }

    private void notAwaited(Node task, Set<List<String>> awaited) {
        Keys.Key key = keys.ofAnswerTo(task);
        contract.messages().values().stream()
                .filter(message ->
                        !task.jobType().isEmpty() && message.answers().equals(task.jobType()))
                .filter(message -> !awaited.contains(List.of(message.name(), key.text())))
                .filter(message -> checked.net.nodes().stream()
                        .noneMatch(wait -> wait.code().equals(message.name()) && isConstant(wait)))
                .forEach(message -> checked.error(
                        "contract/not-awaited",
                        task,
                        "“%s” is answered by the message “%s” with the key %s, but nothing waits for it"
                                .formatted(task, message.name(), key),
                        "Wait for it after the task, at an event-based gateway with a timer."));
    }
}
