package io.waybill.platform.model.statespace;

import io.camunda.zeebe.model.bpmn.instance.Process;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Keys;
import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Variables;
import io.waybill.platform.model.values.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was seen while a process was explored. */
public final class Exploration {

    private final BitSet entered = new BitSet();
    final List<Trace> ends = new ArrayList<>();
    final List<Undoing> undoings = new ArrayList<>();
    List<Trace> states = List.of();
    boolean incomplete;

    private final Variables variables;
    private final Map<List<Object>, Incident> incidents = new LinkedHashMap<>();
    private final List<Trace> stuck = new ArrayList<>();
    private final Map<List<Object>, Missing> missing = new LinkedHashMap<>();
    private final Map<List<Object>, Lack> lacks = new LinkedHashMap<>();
    private final Map<List<Object>, Clash> clashes = new LinkedHashMap<>();
    private final Map<List<Object>, AtOnce> atOnce = new LinkedHashMap<>();
    private final Map<State, Set<State>> next = new HashMap<>();
    private final Map<State, List<State>> before = new HashMap<>();

    Exploration(Variables variables) {
        this.variables = variables;
    }

    /** Something that should not happen. */
    public record Incident(Kind kind, Node node, Trace trace) {

        public enum Kind {
            TWICE,
            LOOP,
            ERROR_NOT_CAUGHT,
            ESCALATION_NOT_CAUGHT,
            UNDO_LOST,
            UNDO_SKIPPED,
            PIVOT_WITHOUT_DECISION,
            PIVOT_IGNORED,
            INTERRUPTED_AFTER_PIVOT,
            COMPLETED_BEFORE_PIVOT,
            CLOSED_AFTER_PIVOT,
            ENDED_TWICE,
            ASKED_TWICE,
            WAITS_AGAIN,
            UNDONE_AFTER_PIVOT,
            NOT_COMMITTED
        }
    }

    /**
     * Compensation was triggered.
     *
     * @param trigger what led to it
     * @param done what had been done by then
     * @param doubtful what was interrupted by it
     * @param toUndo what is undone now
     * @param reached the state after that
     */
    public record Undoing(Trace trigger, List<Node> done, List<Node> doubtful, List<Node> toUndo, Trace reached) {}

    /** A variable that is read where it may not be set. */
    public record Missing(Node node, String variable, Trace trace) {}

    /**
     * A step that can be reached although another one, which it needs, has had no effect.
     *
     * @param need the type of the job of the other one
     */
    public record Lack(Node node, String need, Trace trace) {}

    /** Two activities that run at the same time write the same variable. */
    public record Clash(Node earlier, Node later, String variable, Trace trace) {}

    /** Several steps are undone by one throw event. */
    public record AtOnce(Node thrown, List<Node> steps, Trace trace) {}

    /** Explores a process. */
    public static Exploration of(
            Process process,
            Net net,
            Contract contract,
            Variables variables,
            Keys keys,
            Values values,
            int mostStates) {
        return Explorer.explore(net, contract, variables, keys, new Choices(process, net, values), mostStates);
    }

    /** All states, each with the shortest path to it. */
    public List<Trace> states() {
        return states;
    }

    /** Whether there were too many states to explore all of them. */
    public boolean isIncomplete() {
        return incomplete;
    }

    /** The states in which the process has ended. */
    public List<Trace> ends() {
        return ends;
    }

    public List<Undoing> undoings() {
        return undoings;
    }

    public boolean isEntered(Node node) {
        return entered.get(node.index());
    }

    void incident(Incident.Kind kind, Node node, Trace trace) {
        incidents.putIfAbsent(List.of(kind, node), new Incident(kind, node, trace));
    }

    public Collection<Incident> incidents() {
        return incidents.values();
    }

    void stuck(Trace trace) {
        stuck.add(trace);
    }

    /** States in which nothing can happen although the process has not ended. */
    public List<Trace> stuck() {
        return stuck;
    }

    void entered(Node node, State state, Trace trace) {
        entered.set(node.index());
        variables.readBy(node).stream()
                .filter(variable -> !state.variables.get(variable))
                .forEach(variable -> missing.putIfAbsent(
                        List.of(node, variable), new Missing(node, variables.name(variable), trace)));
    }

    public Collection<Missing> missing() {
        return missing.values();
    }

    void lacks(Node node, String need, Trace trace) {
        lacks.putIfAbsent(List.of(node, need), new Lack(node, need, trace));
    }

    public Collection<Lack> lacks() {
        return lacks.values();
    }

    void together(Node node, State state, Trace trace) {
        BitSet written = variables.writtenBy(node);
        if (written.isEmpty() || !node.is(Node.Kind.ACTIVITY)) {
            return;
        }
        for (Node other : state.active()) {
            if (other != node && other.is(Node.Kind.ACTIVITY)) {
                BitSet both = (BitSet) written.clone();
                both.and(variables.writtenBy(other));
                both.stream()
                        .forEach(variable -> clashes.putIfAbsent(
                                List.of(Set.of(node, other), variable),
                                new Clash(other, node, variables.name(variable), trace)));
            }
        }
    }

    public Collection<Clash> clashes() {
        return clashes.values();
    }

    void undoneAtOnce(Node thrown, List<Node> steps, Trace trace) {
        atOnce.putIfAbsent(List.of(thrown, Set.copyOf(steps)), new AtOnce(thrown, List.copyOf(steps), trace));
    }

    public Collection<AtOnce> undoneAtOnce() {
        return atOnce.values();
    }

    void connect(Trace from, Trace to) {
        next.computeIfAbsent(from.state(), state -> new HashSet<>()).add(to.state());
    }

    /** These states, and all from which one of them can be reached. */
    public Set<State> leadingTo(Collection<State> states) {
        Map<State, List<State>> before = before();
        Set<State> leading = new HashSet<>(states);
        Deque<State> open = new ArrayDeque<>(leading);
        while (!open.isEmpty()) {
            for (State one : before.getOrDefault(open.remove(), List.of())) {
                if (leading.add(one)) {
                    open.add(one);
                }
            }
        }
        return leading;
    }

    private Map<State, List<State>> before() {
        if (before.isEmpty()) {
            next.forEach((from, all) -> all.forEach(
                    to -> before.computeIfAbsent(to, state -> new ArrayList<>()).add(from)));
        }
        return before;
    }

    /** The states from which neither an end nor a stuck state can be reached. */
    public List<Trace> endless() {
        Set<State> good = leadingTo(
                Stream.concat(ends.stream(), stuck.stream()).map(Trace::state).collect(Collectors.toSet()));
        return states.stream().filter(trace -> !good.contains(trace.state())).toList();
    }
}
