package io.waybill.platform.model;

import io.waybill.platform.model.Exploration.Incident;
import io.waybill.platform.model.Exploration.Trace;
import io.waybill.platform.model.Net.Flow;
import io.waybill.platform.model.Net.Node;
import io.waybill.platform.model.Net.Scope;
import io.waybill.platform.model.Net.Trigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens at once after one event, until every token waits again. */
final class Way {

    /** How often something that does not wait may be passed before it counts as a loop. */
    private static final int ROUNDS = 2;

    private static final int MOST_WAYS_OF_A_GATEWAY = 4;

    private final Net net;
    private final Contract contract;
    private final Variables variables;
    private final Exploration found;
    private final Effects effects;

    final State state;
    final Trace from;
    final Map<Node, Integer> passes;
    final BitSet doneBefore;
    final BitSet doubtfulBefore;
    final BitSet toUndo = new BitSet();
    /** The answers to the questions that were passed. */
    final List<String> answers = new ArrayList<>();

    boolean undoing;
    /** What triggered compensation. */
    String cause = "";

    boolean given;
    /** The end event that was reached. */
    @Nullable
    Node end;

    private @Nullable List<List<Flow>> choice;

    Way(Explorer explorer, State state, Trace from) {
        net = explorer.net;
        contract = explorer.contract;
        variables = explorer.variables;
        found = explorer.found;
        effects = explorer.effects;
        this.state = state;
        this.from = from;
        this.passes = new HashMap<>();
        this.doneBefore = (BitSet) state.done.clone();
        this.doubtfulBefore = (BitSet) state.doubtful.clone();
    }

    private final Deque<Flow> tokens = new ArrayDeque<>();

    private Way(Way other) {
        net = other.net;
        contract = other.contract;
        variables = other.variables;
        found = other.found;
        effects = other.effects;
        state = other.state.copy();
        from = other.from;
        passes = new HashMap<>(other.passes);
        doneBefore = other.doneBefore;
        doubtfulBefore = other.doubtfulBefore;
        toUndo.or(other.toUndo);
        answers.addAll(other.answers);
        undoing = other.undoing;
        cause = other.cause;
        end = other.end;
        tokens.addAll(other.tokens);
    }

    /** What happened, and which answers led on from there. */
    String label() {
        return answers.isEmpty() ? from.label() : "%s (%s)".formatted(from.label(), String.join(", ", answers));
    }

    BitSet doubtfulNow() {
        BitSet now = (BitSet) state.doubtful.clone();
        now.andNot(doubtfulBefore);
        return now;
    }

    /**
     * Goes on until every token waits. Returns false if it ended before: split into ways that are now open, or not
     * worth exploring.
     */
    boolean goOn(Deque<Way> open) {
        while (!given) {
            Flow token = tokens.poll();
            if (token != null) {
                arrive(token);
            } else if (!completeScopes()) {
                return true;
            }
            List<List<Flow>> ways = choice;
            if (ways != null) {
                for (List<Flow> taken : ways) {
                    Way other = new Way(this);
                    other.tokens.addAll(taken);
                    taken.stream()
                            .filter(flow -> !flow.name().isEmpty())
                            .forEach(flow -> other.answers.add(flow.source() + " " + flow.name()));
                    open.add(other);
                }
                return false;
            }
        }
        return false;
    }

    private void arrive(Flow token) {
        Node node = token.target();
        if (!node.joins()) {
            enter(node);
            return;
        }
        if (state.isWaiting(token)) {
            giveUp(Incident.Kind.TWICE, node);
            return;
        }
        state.waiting.set(token.index());
        if (node.incoming.stream().allMatch(state::isWaiting)) {
            node.incoming.forEach(flow -> state.waiting.clear(flow.index()));
            enter(node);
        }
    }

    private void giveUp(Incident.Kind kind, Node node) {
        found.incident(kind, node, from);
        given = true;
    }

    void enter(Node node) {
        found.entered(node, state, from);
        if (node.is(Net.Kind.END) && node.scope == net.root) {
            end = node;
        }
        if (!node.takesTime() && passes.merge(node, 1, Integer::sum) > ROUNDS) {
            giveUp(Incident.Kind.LOOP, node);
            return;
        }
        switch (node.kind) {
            case ACTIVITY, CATCH, EVENT_BASED -> activate(node);
            case SUBPROCESS -> {
                if (activate(node)) {
                    node.inner().start().ifPresent(start -> {
                        found.entered(start, state, from);
                        leave(start);
                    });
                }
            }
            case EXCLUSIVE -> {
                if (node.outgoing.size() > 1) {
                    choice = node.outgoing.stream().map(List::of).toList();
                } else {
                    leave(node);
                }
            }
            case INCLUSIVE -> {
                if (node.outgoing.size() > 1) {
                    choice = subsets(node.outgoing);
                } else {
                    leave(node);
                }
            }
            case THROW, END -> throwWhatItThrows(node);
            case TERMINATE -> clear(node.scope);
            default -> leave(node);
        }
    }

    private boolean activate(Node node) {
        if (state.isActive(node)) {
            giveUp(Incident.Kind.TWICE, node);
            return false;
        }
        state.active.set(node.index);
        found.together(node, state, from);
        return true;
    }

    private void leave(Node node) {
        state.variables.or(variables.writtenBy(node));
        tokens.addAll(node.outgoing);
    }

    private void throwWhatItThrows(Node node) {
        switch (node.trigger) {
            case ERROR -> throwError(node, node.code);
            case ESCALATION -> {
                if (!escalate(node)) {
                    leave(node);
                }
            }
            case COMPENSATION -> {
                if (!undo(node)) {
                    leave(node);
                }
            }
            case LINK -> {
                Optional<Node> target = node.scope.nodes.stream()
                        .filter(other -> other.is(Net.Kind.CATCH)
                                && other.trigger == Trigger.LINK
                                && other.code.equals(node.code))
                        .findFirst();
                target.ifPresent(link -> {
                    found.entered(link, state, from);
                    leave(link);
                });
            }
            default -> leave(node);
        }
    }

    /** A task is done, or an event occurs. */
    void complete(Node node) {
        state.active.clear(node.index);
        contract.job(node.jobType).ifPresent(job -> effects.take(job, node, state, from));
        if (node.undo != null) {
            state.done.set(node.index);
        }
        if (node.forCompensation) {
            undone(node);
        } else {
            leave(node);
        }
    }

    private void undone(Node handler) {
        net.nodes.stream().filter(step -> step.undo == handler).forEach(step -> state.done.clear(step.index));
        boolean isLast = state.in(state.active, net).stream().noneMatch(node -> node.forCompensation);
        if (isLast) {
            for (Node node : state.in(state.active, net)) {
                if (node.trigger == Trigger.COMPENSATION && !node.is(Net.Kind.BOUNDARY)) {
                    state.active.clear(node.index);
                    leave(node);
                }
            }
        }
    }

    /** Returns false if there is nothing to undo. */
    private boolean undo(Node thrown) {
        List<Node> steps = new ArrayList<>();
        Scope scope = thrown.scope;
        if (thrown.undoOnly == null) {
            toUndo(scope, steps);
            if (scope.isOfEventSubprocess() && scope.parent != null) {
                toUndo(scope.parent, steps);
            }
        } else if (state.isDone(thrown.undoOnly) && scope.reaches(thrown.undoOnly)) {
            steps.add(thrown.undoOnly);
        }
        undoing = true;
        cause = label();
        steps.forEach(step -> toUndo.set(step.index));
        found.undoneAtOnce(thrown, steps, from);
        if (steps.isEmpty()) {
            return false;
        }
        state.active.set(thrown.index);
        steps.stream().map(step -> step.undo).forEach(handler -> {
            if (handler != null) {
                found.entered(handler, state, from);
                state.active.set(handler.index);
            }
        });
        return true;
    }

    /** Collects what was completed in a scope and in its completed subprocesses. */
    private void toUndo(Scope scope, List<Node> steps) {
        for (Node node : scope.nodes) {
            if (state.isDone(node) && node.undo != null) {
                steps.add(node);
            }
            if (node.is(Net.Kind.SUBPROCESS) && !state.isActive(node)) {
                toUndo(node.inner(), steps);
            }
        }
    }

    void choose(Node gateway, Flow flow) {
        state.active.clear(gateway.index);
        found.entered(flow.target(), state, from);
        leave(flow.target());
    }

    void boundary(Node event) {
        Node host = event.host();
        if (event.interrupting) {
            interrupt(host);
        }
        found.entered(event, state, from);
        leave(event);
    }

    void interrupt(Node node) {
        if (state.pastPivot && !node.forCompensation) {
            found.incident(Incident.Kind.INTERRUPTED_AFTER_PIVOT, node, from);
        }
        if (node.inner != null) {
            clear(node.inner);
            effects.lose(node.inner, state, from);
        } else {
            effects.doubt(node, state);
        }
        state.active.clear(node.index);
    }

    /** Ends everything that runs in a scope; what was completed in the scope itself can still be undone. */
    private void clear(Scope scope) {
        tokens.removeIf(flow -> scope.contains(flow.target()));
        for (Node node : scope.nodes) {
            node.incoming.forEach(flow -> state.waiting.clear(flow.index()));
            if (state.isActive(node)) {
                if (state.pastPivot && node.is(Net.Kind.ACTIVITY)) {
                    found.incident(Incident.Kind.INTERRUPTED_AFTER_PIVOT, node, from);
                }
                effects.doubt(node, state);
                if (node.inner != null) {
                    clear(node.inner);
                    effects.lose(node.inner, state, from);
                }
                state.active.clear(node.index);
            }
        }
    }

    void startInside(Node inside, Node start) {
        if (start.interrupting) {
            clear(inside.scope);
        }
        state.active.set(inside.index);
        found.entered(inside, state, from);
        found.entered(start, state, from);
        leave(start);
    }

    /** Returns whether the escalation is caught; if so, its token has been dealt with. */
    private boolean escalate(Node node) {
        for (Scope at = node.scope; at != null; at = at.parent) {
            for (Node inside : at.eventSubprocesses) {
                Optional<Node> start = inside.startedBy(Trigger.ESCALATION, node.code);
                if (start.isPresent() && !inside.inner().contains(node)) {
                    boolean gone = start.get().interrupting;
                    if (!gone) {
                        leave(node);
                    }
                    startInside(inside, start.get());
                    return true;
                }
            }
            Optional<Node> event = atBoundary(at, Trigger.ESCALATION, node.code);
            if (event.isPresent()) {
                if (!event.get().interrupting) {
                    leave(node);
                }
                boundary(event.get());
                return true;
            }
        }
        found.incident(Incident.Kind.ESCALATION_NOT_CAUGHT, node, from);
        return false;
    }

    /** The engine does not look outside an event subprocess for something that catches the error. */
    void throwError(Node node, String code) {
        Optional<Node> own = node.boundaryFor(Trigger.ERROR, code);
        if (own.isPresent()) {
            boundary(own.get());
            return;
        }
        for (Scope at = node.scope; at != null; at = at.parent) {
            for (Node inside : at.eventSubprocesses) {
                Optional<Node> start = inside.startedBy(Trigger.ERROR, code);
                if (start.isPresent() && !inside.inner().contains(node)) {
                    startInside(inside, start.get());
                    return;
                }
            }
            if (at.isOfEventSubprocess()) {
                break;
            }
            Optional<Node> event = atBoundary(at, Trigger.ERROR, code);
            if (event.isPresent()) {
                boundary(event.get());
                return;
            }
        }
        giveUp(Incident.Kind.ERROR_NOT_CAUGHT, node);
    }

    /** Ends the innermost scope in which nothing is left to do. Returns whether anything goes on after that. */
    private boolean completeScopes() {
        for (Scope scope : net.live(state)) {
            boolean busy = scope.nodes.stream()
                    .anyMatch(node ->
                            state.isActive(node) || node.incoming.stream().anyMatch(state::isWaiting));
            if (!busy) {
                complete(scope);
                return !state.ended;
            }
        }
        return false;
    }

    private void complete(Scope scope) {
        Node owner = scope.owner;
        if (owner == null) {
            state.ended = true;
            return;
        }
        state.active.clear(owner.index);
        if (owner.is(Net.Kind.SUBPROCESS)) {
            if (effects.hasPivot(scope)) {
                if (!state.committed) {
                    found.incident(Incident.Kind.PIVOT_WITHOUT_DECISION, owner, from);
                }
                state.pastPivot = true;
            }
            if (owner.undo != null) {
                state.done.set(owner.index);
            }
            leave(owner);
        }
    }

    private static Optional<Node> atBoundary(Scope scope, Trigger trigger, String code) {
        return scope.owner == null ? Optional.empty() : scope.owner.boundaryFor(trigger, code);
    }

    private static List<List<Flow>> subsets(List<Flow> flows) {
        if (flows.size() > MOST_WAYS_OF_A_GATEWAY) {
            List<List<Flow>> some = new ArrayList<>(flows.stream().map(List::of).toList());
            some.add(flows);
            return some;
        }
        List<List<Flow>> all = new ArrayList<>();
        for (int chosen = 1; chosen < 1 << flows.size(); chosen++) {
            List<Flow> some = new ArrayList<>();
            for (int i = 0; i < flows.size(); i++) {
                if ((chosen & 1 << i) != 0) {
                    some.add(flows.get(i));
                }
            }
            all.add(some);
        }
        return all;
    }
}
