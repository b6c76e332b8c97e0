package io.waybill.platform.model;

import io.waybill.platform.model.Exploration.Trace;
import io.waybill.platform.model.Net.Node;
import io.waybill.platform.model.Net.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private final int mostStates;

    private Explorer(Net net, Contract contract, Variables variables, Keys keys, int mostStates) {
        this.net = net;
        this.contract = contract;
        this.variables = variables;
        this.mostStates = mostStates;
        this.found = new Exploration(net, variables);
        this.effects = new Effects(net, contract, keys, found);
    }

    static Exploration explore(Net net, Contract contract, Variables variables, Keys keys, int mostStates) {
        Explorer explorer = new Explorer(net, contract, variables, keys, mostStates);
        explorer.run();
        return explorer.found;
    }

    private void run() {
        Map<State, Trace> known = new LinkedHashMap<>();
        Deque<Trace> open = new ArrayDeque<>();
        net.root.starts().forEach(start -> {
            State empty = new State();
            Trace begin = new Trace(empty, null, start, start + " occurs");
            Way way = new Way(this, empty.copy(), begin);
            way.enter(start);
            add(settle(way), begin, known, open);
        });
        while (!open.isEmpty()) {
            Trace at = open.remove();
            if (known.size() > mostStates) {
                found.incomplete = true;
                break;
            }
            boolean goesOn = false;
            for (Step step : steps(at.state())) {
                goesOn |= !step.interrupts();
                Trace next = new Trace(at.state(), at, step.node(), step.label());
                Way way = new Way(this, at.state().copy(), next);
                step.take().by(way);
                add(settle(way), next, known, open);
            }
            // An interrupting event may still end it, but nobody would model a wait for that.
            if (!goesOn && !at.state().ended) {
                found.stuck(at);
            }
        }
        found.states = List.copyOf(known.values());
    }

    private void add(List<Way> ways, Trace from, Map<State, Trace> known, Deque<Trace> open) {
        for (Way way : ways) {
            Trace told = new Trace(way.state, from.before(), way.end == null ? from.node() : way.end, way.label());
            Trace reached = known.putIfAbsent(way.state, told);
            if (reached == null) {
                open.add(told);
                if (way.state.ended) {
                    found.ends.add(told);
                }
            }
            if (from.before() != null) {
                found.connect(from.before(), told);
            }
            if (way.undoing) {
                Trace trigger = new Trace(from.state(), from.before(), from.node(), way.cause);
                found.undoings.add(
                        new Exploration.Undoing(trigger, way.doneBefore, way.doubtfulNow(), way.toUndo, told));
            }
        }
    }

    /**
     * One thing that can happen next.
     *
     * @param interrupts whether it comes from outside what is running, rather than continuing it
     */
    private record Step(Node node, String label, boolean interrupts, Take take) {

        Step(Node node, String label, Take take) {
            this(node, label, false, take);
        }
    }

    private interface Take {
        void by(Way way);
    }

    private List<Step> steps(State state) {
        List<Step> steps = new ArrayList<>();
        boolean undoes = false;
        for (Node node : state.in(state.active, net)) {
            // Compensations that run at the same time are independent: the order in which they end makes no difference.
            if (node.forCompensation && undoes) {
                continue;
            }
            undoes |= node.forCompensation;
            switch (node.kind) {
                case ACTIVITY -> {
                    steps.add(new Step(node, node + " is done", way -> way.complete(node)));
                    contract.job(node.jobType).ifPresent(job -> {
                        for (String code : job.step().throwsErrors()) {
                            steps.add(new Step(node, "%s fails with %s".formatted(node, code), way -> {
                                way.state.active.clear(node.index);
                                way.throwError(node, code);
                            }));
                        }
                    });
                }
                case CATCH -> steps.add(new Step(node, node + " occurs", way -> way.complete(node)));
                case EVENT_BASED ->
                    node.outgoing.forEach(flow -> steps.add(
                            new Step(flow.target(), flow.target() + " occurs", way -> way.choose(node, flow))));
                default -> {}
            }
            if (node.takesTime() || node.is(Net.Kind.SUBPROCESS)) {
                for (Node event : node.boundaries) {
                    if (comesFromOutside(event)) {
                        boolean ofAScope = node.is(Net.Kind.SUBPROCESS);
                        steps.add(new Step(event, event + " occurs", ofAScope, way -> way.boundary(event)));
                    }
                }
            }
        }
        for (Scope scope : net.live(state)) {
            for (Node inside : scope.eventSubprocesses) {
                inside.inner().starts().filter(this::comesFromOutside).forEach(start -> {
                    if (!state.isActive(inside)) {
                        steps.add(new Step(start, start + " occurs", true, way -> way.startInside(inside, start)));
                    }
                });
            }
        }
        return steps;
    }

    private boolean comesFromOutside(Node event) {
        return switch (event.trigger) {
            case MESSAGE, TIMER, SIGNAL, CONDITION -> true;
            // A job without a declaration may throw anything.
            case ERROR ->
                event.attachedTo != null
                        && event.attachedTo.is(Net.Kind.ACTIVITY)
                        && contract.job(event.attachedTo.jobType).isEmpty();
            default -> false;
        };
    }

    private List<Way> settle(Way first) {
        List<Way> settled = new ArrayList<>();
        Deque<Way> open = new ArrayDeque<>();
        open.add(first);
        while (!open.isEmpty()) {
            Way way = open.remove();
            if (way.goOn(open)) {
                settled.add(way);
            }
        }
        return settled;
    }
}
