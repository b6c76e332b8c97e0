package io.waybill.platform.model.statespace;

import io.waybill.platform.model.net.Net.Flow;
import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.statespace.Choices.Choice;
import io.waybill.platform.model.statespace.Exploration.Incident;
import io.waybill.platform.model.values.Values.Answered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens at once after one event, until every token waits again: a run to completion, which SCXML calls a
 * macrostep. At a choice it splits into one macrostep for each answer.
 */
final class Macrostep {

    /** How often something that does not wait may be passed before it counts as a loop. */
    private static final int ROUNDS = 2;

    private static final int MOST_FLOWS_TO_COMBINE = 4;

    final Explorer explorer;
    final State state;
    final Trace from;
    final Scopes scopes;
    final Compensation compensation;

    private final Deque<Flow> tokens = new ArrayDeque<>();
    private final Map<Node, Integer> passes;
    /** The answers to the questions that were passed. */
    private final List<String> answers = new ArrayList<>();

    private boolean givenUp;
    private @Nullable Node end;
    private @Nullable List<Choice> choice;

    Macrostep(Explorer explorer, State state, Trace from) {
        this.explorer = explorer;
        this.state = state;
        this.from = from;
        passes = new HashMap<>();
        scopes = new Scopes(this);
        compensation = new Compensation(this);
    }

    private Macrostep(Macrostep other, Choice choice) {
        explorer = other.explorer;
        state = other.state.copy();
        state.values = choice.values();
        choice.trusted().forEach(step -> explorer.effects.trust(step, state));
        from = other.from;
        passes = new HashMap<>(other.passes);
        scopes = new Scopes(this);
        compensation = new Compensation(this, other.compensation);
        answers.addAll(other.answers);
        end = other.end;
        tokens.addAll(other.tokens);
        tokens.addAll(choice.flows());
        choice.flows().stream()
                .filter(flow -> !flow.name().isEmpty())
                .forEach(flow -> answers.add(flow.source() + " " + flow.name()));
    }

    /** What happened, and which answers led on from there. */
    String label() {
        return answers.isEmpty() ? from.label() : "%s (%s)".formatted(from.label(), String.join(", ", answers));
    }

    /** Where it led to. */
    Trace reached() {
        return new Trace(state, from.before(), end == null ? from.node() : end, label());
    }

    /**
     * Goes on until every token waits. Returns false if it ended before: split into macrosteps that are now open, or
     * not worth exploring.
     */
    boolean goOn(Deque<Macrostep> open) {
        while (!givenUp) {
            Flow token = tokens.poll();
            if (token != null) {
                arrive(token);
            } else if (!scopes.completeOne()) {
                return true;
            }
            List<Choice> all = choice;
            if (all != null) {
                all.forEach(chosen -> open.add(new Macrostep(this, chosen)));
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
        if (node.incoming().stream().allMatch(state::isWaiting)) {
            node.incoming().forEach(flow -> state.waiting.clear(flow.index()));
            enter(node);
        }
    }

    void giveUp(Incident.Kind kind, Node node) {
        explorer.found.incident(kind, node, from);
        givenUp = true;
    }

    void entered(Node node) {
        explorer.found.entered(node, state, from);
    }

    void enter(Node node) {
        entered(node);
        if (node.is(Kind.END) && node.scope().owner() == null) {
            end = node;
        }
        if (!node.takesTime() && passes.merge(node, 1, Integer::sum) > ROUNDS) {
            giveUp(Incident.Kind.LOOP, node);
            return;
        }
        switch (node.kind()) {
            case ACTIVITY, CATCH, EVENT_BASED -> activate(node);
            case SUBPROCESS -> {
                if (activate(node)) {
                    node.inner().start().ifPresent(this::pass);
                }
            }
            case EXCLUSIVE -> split(node, explorer.choices.at(node, state));
            case INCLUSIVE ->
                split(
                        node,
                        subsets(node.outgoing()).stream()
                                .map(flows -> new Choice(flows, state.values, Set.of()))
                                .toList());
            case THROW, END -> doThrow(node);
            case TERMINATE -> scopes.clear(node.scope());
            default -> leave(node);
        }
    }

    private boolean activate(Node node) {
        if (state.isActive(node)) {
            giveUp(Incident.Kind.TWICE, node);
            return false;
        }
        state.active.set(node.index());
        node.boundaries().forEach(event -> state.fired.clear(event.index()));
        if (node.hasInside()) {
            node.inner()
                    .eventSubprocesses()
                    .forEach(inside -> inside.inner().starts().forEach(start -> state.fired.clear(start.index())));
        }
        if (explorer.waits.areOver(node, state)) {
            explorer.found.incident(Incident.Kind.WAITS_AGAIN, node, from);
        }
        explorer.found.together(node, state, from);
        return true;
    }

    private void split(Node gateway, List<Choice> choices) {
        if (gateway.outgoing().size() > 1) {
            choice = choices;
        } else {
            leave(gateway);
        }
    }

    private static List<List<Flow>> subsets(List<Flow> flows) {
        if (flows.size() > MOST_FLOWS_TO_COMBINE) {
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

    private void doThrow(Node node) {
        switch (node.trigger()) {
            case ERROR -> scopes.throwError(node, node.code());
            case ESCALATION -> {
                if (!scopes.escalate(node)) {
                    leave(node);
                }
            }
            case COMPENSATION -> {
                if (!compensation.trigger(node)) {
                    leave(node);
                }
            }
            case LINK ->
                node.scope().nodes().stream()
                        .filter(other -> other.is(Kind.CATCH)
                                && other.trigger() == Trigger.LINK
                                && other.code().equals(node.code()))
                        .findFirst()
                        .ifPresent(this::pass);
            default -> leave(node);
        }
    }

    /** Enters a node and leaves it at once. */
    void pass(Node node) {
        entered(node);
        leave(node);
    }

    void leave(Node node) {
        leave(node, Answered.ANY);
    }

    private void leave(Node node, Answered answered) {
        state.variables.or(explorer.variables.writtenBy(node));
        explorer.choices.leave(node, answered, state);
        explorer.waits.leave(node, state);
        explorer.effects.received(node, state);
        tokens.addAll(node.outgoing());
    }

    /** A task that is repeated has nothing to repeat for. */
    void skip(Node node) {
        state.active.clear(node.index());
        tokens.addAll(node.outgoing());
    }

    /** A task is done, or an event occurs. */
    void complete(Node node, Answered answered) {
        state.active.clear(node.index());
        explorer.waits.received(node, node, state);
        explorer.contract.job(node.jobType()).ifPresent(job -> explorer.effects.take(job, node, answered, state, from));
        if (node.undo() != null) {
            state.done.set(node.index());
        }
        if (node.isForCompensation()) {
            compensation.handled(node);
        } else {
            leave(node, answered);
        }
    }

    /** One of the events occurs that an event-based gateway waits for. */
    void choose(Node gateway, Flow flow) {
        state.active.clear(gateway.index());
        explorer.waits.received(gateway, flow.target(), state);
        pass(flow.target());
    }

    /** A task fails with an error. */
    void fail(Node task, String code) {
        state.active.clear(task.index());
        scopes.throwError(task, code);
    }

    void removeTokens(Scope scope) {
        tokens.removeIf(flow -> scope.contains(flow.target()));
    }
}
