package io.waybill.platform.model.statespace;

import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Keys;
import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.statespace.Exploration.Incident;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tracks which effects of an order's steps exist while its process is explored. */
final class Effects {

    private final Net net;
    private final Contract contract;
    private final String businessKey;
    private final Keys keys;
    private final Exploration found;
    private final Set<String> needed;

    Effects(Net net, Contract contract, Keys keys, Exploration found) {
        this.businessKey = contract.businessKey(net.id());
        this.net = net;
        this.contract = contract;
        this.keys = keys;
        this.found = found;
        this.needed = contract.jobs().values().stream()
                .flatMap(job -> Arrays.stream(job.step().needs()))
                .collect(Collectors.toSet());
    }

    /** A job was done. */
    void take(Contract.Job job, Node node, State state, Trace from) {
        for (String need : job.step().needs()) {
            // What is completed before its pivot has another finding.
            boolean isJudged = job.kind() != Kind.COMPLETION || state.pastPivot;
            if (isJudged && state.in(state.there).stream().noneMatch(step -> need.equals(step.jobType()))) {
                found.lacks(node, need, from);
            }
        }
        if (needed.contains(job.type())) {
            state.there.set(node.index());
        }
        switch (job.kind()) {
            case COMPENSATABLE -> {
                ask(job, node, state, from);
                state.done.set(node.index());
                state.doubtful.clear(node.index());
            }
            case UNDO ->
                effectsUndoneBy(job.type())
                        .filter(step -> keys.ofJob(node).covers(keys.ofJob(step)))
                        .forEach(step -> forget(step, state));
            case PIVOT -> {
                state.committed = true;
                if (node.scope() == net.root()) {
                    state.pastPivot = true;
                }
            }
            case COMPLETION -> {
                if (state.completed || state.closed) {
                    found.incident(Incident.Kind.ENDED_TWICE, node, from);
                }
                if (!state.pastPivot) {
                    found.incident(Incident.Kind.COMPLETED_BEFORE_PIVOT, node, from);
                }
                state.completed = true;
            }
            case CLOSING -> {
                if (state.completed || state.closed) {
                    found.incident(Incident.Kind.ENDED_TWICE, node, from);
                }
                if (state.pastPivot) {
                    found.incident(Incident.Kind.CLOSED_AFTER_PIVOT, node, from);
                }
                state.done().stream()
                        .filter(this::hasEffectToUndo)
                        .forEach(step -> found.incident(Incident.Kind.UNDO_SKIPPED, step, from));
                state.closed = true;
                state.done.clear();
                state.doubtful.clear();
                state.lost.clear();
                state.asked.clear();
                state.there.clear();
            }
            default -> {}
        }
    }

    /** A step that reads more than its key acts only the first time: repeated with the same key, it does nothing. */
    private void ask(Contract.Job job, Node node, State state, Trace from) {
        if (!job.isToldMoreThanItsKey(businessKey)) {
            return;
        }
        boolean again = state.asked().stream()
                .anyMatch(before ->
                        before.jobType().equals(node.jobType()) && areOne(keys.ofJob(before), keys.ofJob(node)));
        if (again) {
            found.incident(Incident.Kind.ASKED_TWICE, node, from);
        }
        state.asked.set(node.index());
    }

    private static boolean areOne(Keys.Key one, Keys.Key other) {
        return one.isFixed() && other.isFixed() && (one.covers(other) || other.covers(one));
    }

    private Stream<Node> effectsUndoneBy(String undoType) {
        return net.nodes().stream()
                .filter(node -> contract.job(node.jobType())
                        .filter(Contract.Job::hasEffectToUndo)
                        .flatMap(contract::undoOf)
                        .filter(undoType::equals)
                        .isPresent());
    }

    private static void forget(Node effect, State state) {
        state.done.clear(effect.index());
        state.doubtful.clear(effect.index());
        state.lost.clear(effect.index());
        state.there.clear(effect.index());
    }

    /** A step is interrupted while it runs. */
    void doubt(Node node, State state) {
        if (state.isActive(node) && hasEffectToUndo(node)) {
            state.doubtful.set(node.index());
            contract.job(node.jobType())
                    .filter(job -> job.isToldMoreThanItsKey(businessKey))
                    .ifPresent(job -> state.asked.set(node.index()));
        }
    }

    /** The engine drops the compensations of a scope that is itself interrupted. */
    void lose(Scope scope, State state, Trace from) {
        scope.all().filter(state::isDone).forEach(step -> {
            state.done.clear(step.index());
            if (hasEffectToUndo(step)) {
                state.lost.set(step.index());
                found.incident(Incident.Kind.UNDO_LOST, step, from);
            }
        });
    }

    boolean hasPivot(Scope scope) {
        return scope.nodes().stream()
                .anyMatch(node -> contract.job(node.jobType())
                        .filter(job -> job.kind() == Kind.PIVOT)
                        .isPresent());
    }

    private boolean hasEffectToUndo(Node node) {
        return contract.job(node.jobType())
                .filter(Contract.Job::hasEffectToUndo)
                .isPresent();
    }
}
