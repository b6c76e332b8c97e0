package io.waybill.model;

import io.waybill.core.saga.Step.Kind;
import io.waybill.model.Exploration.Incident;
import io.waybill.model.Exploration.Trace;
import io.waybill.model.Net.Node;
import io.waybill.model.Net.Scope;
import java.util.List;

/** What is there of the effects of an order's steps while its process is played through. */
final class Effects {

    private final Net net;
    private final Contract contract;
    private final Exploration found;

    Effects(Net net, Contract contract, Exploration found) {
        this.net = net;
        this.contract = contract;
        this.found = found;
    }

    /** A job was done. */
    void take(Contract.Job job, Node node, State state, Trace from) {
        switch (job.kind()) {
            case COMPENSATABLE -> {
                state.done.set(node.index);
                state.doubtful.clear(node.index);
            }
            case UNDO -> effectsUndoneBy(job.type()).forEach(step -> forget(step, state));
            case PIVOT -> {
                state.committed = true;
                if (node.scope == net.root) {
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
                state.in(state.done, net).stream()
                        .filter(this::hasEffectToUndo)
                        .forEach(step -> found.incident(Incident.Kind.UNDO_SKIPPED, step, from));
                state.closed = true;
                state.done.clear();
                state.doubtful.clear();
                state.lost.clear();
            }
            default -> {}
        }
    }

    private List<Node> effectsUndoneBy(String undoType) {
        return net.nodes.stream()
                .filter(node -> contract.job(node.jobType)
                        .filter(Contract.Job::hasEffectToUndo)
                        .flatMap(contract::undoOf)
                        .filter(undoType::equals)
                        .isPresent())
                .toList();
    }

    private static void forget(Node effect, State state) {
        state.done.clear(effect.index);
        state.doubtful.clear(effect.index);
        state.lost.clear(effect.index);
    }

    /** A step is interrupted while it goes on. */
    void doubt(Node node, State state) {
        if (state.isActive(node) && hasEffectToUndo(node)) {
            state.doubtful.set(node.index);
        }
    }

    /** The engine forgets what was completed in a scope that is interrupted itself. */
    void lose(Scope scope, State state, Trace from) {
        scope.all().filter(state::isDone).forEach(step -> {
            state.done.clear(step.index);
            if (hasEffectToUndo(step)) {
                state.lost.set(step.index);
                found.incident(Incident.Kind.UNDO_LOST, step, from);
            }
        });
    }

    boolean hasPivot(Scope scope) {
        return scope.nodes.stream()
                .anyMatch(node -> contract.job(node.jobType)
                        .filter(job -> job.kind() == Kind.PIVOT)
                        .isPresent());
    }

    private boolean hasEffectToUndo(Node node) {
        return contract.job(node.jobType).filter(Contract.Job::hasEffectToUndo).isPresent();
    }
}
