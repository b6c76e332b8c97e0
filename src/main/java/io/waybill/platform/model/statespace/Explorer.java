package io.waybill.platform.model.statespace;

import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Keys;
import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Variables;
import io.waybill.platform.model.values.Values.Answered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Explores a process: every path that its tokens can take, compensation included, as the engine runs it. What does not
 * wait is done at once; a choice that depends on data can go either way. So each state is a moment at which every token
 * waits.
 */
final class Explorer {

    final Net net;
    final Contract contract;
    final Variables variables;
    final Exploration found;
    final Effects effects;
    final Choices choices;
    final Waits waits;
    private final int mostStates;

    private Explorer(Net net, Contract contract, Variables variables, Keys keys, Choices choices, int mostStates) {
        this.net = net;
        this.contract = contract;
        this.variables = variables;
        this.choices = choices;
        this.waits = new Waits(net, contract, keys, variables);
        this.mostStates = mostStates;
        this.found = new Exploration(variables);
        this.effects = new Effects(net, contract, keys, found);
    }

    static Exploration explore(
            Net net, Contract contract, Variables variables, Keys keys, Choices choices, int mostStates) {
        Explorer explorer = new Explorer(net, contract, variables, keys, choices, mostStates);
        explorer.run();
        return explorer.found;
    }

    private void run() {
        Map<State, Trace> known = new LinkedHashMap<>();
        Deque<Trace> open = new ArrayDeque<>();
        net.root().starts().forEach(start -> {
            State empty = new State(net);
            Trace begin = new Trace(empty, null, start, start + " occurs");
            follow(begin, step -> step.enter(start), known, open);
        });
        while (!open.isEmpty()) {
            Trace at = open.remove();
            if (known.size() > mostStates) {
                found.incomplete = true;
                break;
            }
            boolean goesOn = false;
            for (Event event : possible(at.state())) {
                goesOn |= !event.interrupts();
                follow(new Trace(at.state(), at, event.node(), event.label()), event.effect(), known, open);
            }
            // An interrupting event may still end it, but nobody would model a wait for that.
            if (!goesOn && !at.state().ended) {
                found.stuck(at);
            }
        }
        found.states = List.copyOf(known.values());
    }

    /** Adds the states that an event leads to. */
    private void follow(Trace event, Consumer<Macrostep> effect, Map<State, Trace> known, Deque<Trace> open) {
        Macrostep first = new Macrostep(this, event.state().copy(), event);
        effect.accept(first);
        for (Macrostep step : settle(first)) {
            Trace reached = step.reached();
            reached.state().freeze();
            Trace before = known.putIfAbsent(reached.state(), reached);
            if (before == null) {
                open.add(reached);
                if (reached.state().ended) {
                    found.ends.add(reached);
                }
            }
            if (event.before() != null) {
                found.connect(event.before(), before == null ? reached : before);
            }
            step.compensation.triggered().ifPresent(found.undoings::add);
        }
    }

    private static List<Macrostep> settle(Macrostep first) {
        List<Macrostep> settled = new ArrayList<>();
        Deque<Macrostep> open = new ArrayDeque<>();
        open.add(first);
        while (!open.isEmpty()) {
            Macrostep step = open.remove();
            if (step.goOn(open)) {
                settled.add(step);
            }
        }
        return settled;
    }

    /**
     * One thing that can happen next.
     *
     * @param interrupts whether it comes from outside what is running, rather than continuing it
     */
    private record Event(Node node, String label, boolean interrupts, Consumer<Macrostep> effect) {

        Event(Node node, String label, Consumer<Macrostep> effect) {
            this(node, label, false, effect);
        }
    }

    private List<Event> possible(State state) {
        List<Event> events = new ArrayList<>();
        boolean undoes = false;
        for (Node node : state.active()) {
            // Compensations that run at the same time are independent: the order in which they end makes no difference.
            if (node.isForCompensation() && undoes) {
                continue;
            }
            undoes |= node.isForCompensation();
            switch (node.kind()) {
                case ACTIVITY -> {
                    if (node.isMultiInstance() && choices.mayBeEmpty(node, state)) {
                        events.add(new Event(node, node + " has nothing to do", step -> step.skip(node)));
                    }
                    done(node).forEach(events::add);
                    contract.job(node.jobType()).ifPresent(job -> {
                        for (String code : job.step().throwsErrors()) {
                            events.add(new Event(
                                    node, "%s fails with %s".formatted(node, code), step -> step.fail(node, code)));
                        }
                    });
                }
                case CATCH -> events.add(new Event(node, node + " occurs", step -> step.complete(node, Answered.ANY)));
                case EVENT_BASED ->
                    node.outgoing()
                            .forEach(flow -> events.add(new Event(
                                    flow.target(), flow.target() + " occurs", step -> step.choose(node, flow))));
                default -> {}
            }
            if (node.takesTime() || node.is(Node.Kind.SUBPROCESS)) {
                for (Node event : node.boundaries()) {
                    if (comesFromOutside(event) && !state.fired.get(event.index())) {
                        boolean ofAScope = node.is(Node.Kind.SUBPROCESS);
                        events.add(new Event(event, event + " occurs", ofAScope, step -> step.scopes.boundary(event)));
                    }
                }
            }
        }
        for (Scope scope : state.live()) {
            for (Node inside : scope.eventSubprocesses()) {
                inside.inner().starts().filter(this::comesFromOutside).forEach(start -> {
                    if (!state.isActive(inside) && !state.fired.get(start.index())) {
                        events.add(new Event(
                                start, start + " occurs", true, step -> step.scopes.startInside(inside, start)));
                    }
                });
            }
        }
        return events;
    }

    private Stream<Event> done(Node node) {
        boolean decides = contract.job(node.jobType())
                .filter(job -> !job.step().effectIf().isEmpty())
                .isPresent();
        return decides
                ? Stream.of(done(node, Answered.WITH_EFFECT), done(node, Answered.WITHOUT_EFFECT))
                : Stream.of(done(node, Answered.ANY));
    }

    private static Event done(Node node, Answered answered) {
        return new Event(node, node + " is done", step -> step.complete(node, answered));
    }

    private boolean comesFromOutside(Node event) {
        return switch (event.trigger()) {
            case MESSAGE, TIMER, SIGNAL, CONDITION -> true;
            // A job without a declaration may throw anything.
            case ERROR ->
                event.attachedTo() != null
                        && event.host().is(Node.Kind.ACTIVITY)
                        && contract.job(event.host().jobType()).isEmpty();
            default -> false;
        };
    }
}
