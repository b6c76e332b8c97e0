package io.waybill.platform.model.statespace;

import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.statespace.Exploration.Undoing;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The compensation that a macrostep triggers or goes on with. */
final class Compensation {

    private final Macrostep step;
    private final State state;
    private final BitSet doneBefore;
    private final BitSet doubtfulBefore;
    private final BitSet toUndo = new BitSet();
    /** What triggered it; null if nothing did. */
    private @Nullable String cause;

    Compensation(Macrostep step) {
        this.step = step;
        state = step.state;
        doneBefore = (BitSet) state.done.clone();
        doubtfulBefore = (BitSet) state.doubtful.clone();
    }

    /** The same, in another macrostep. */
    Compensation(Macrostep step, Compensation other) {
        this.step = step;
        state = step.state;
        doneBefore = other.doneBefore;
        doubtfulBefore = other.doubtfulBefore;
        toUndo.or(other.toUndo);
        cause = other.cause;
    }

    /** What this macrostep undoes, if it triggered anything. */
    Optional<Undoing> triggered() {
        BitSet doubtful = (BitSet) state.doubtful.clone();
        doubtful.andNot(doubtfulBefore);
        Trace from = step.from;
        return Optional.ofNullable(cause)
                .map(label -> new Undoing(
                        new Trace(from.state(), from.before(), from.node(), label),
                        state.in(doneBefore),
                        state.in(doubtful),
                        state.in(toUndo),
                        step.reached()));
    }

    /** A throw event triggers it. Returns false if there is nothing to undo. */
    boolean trigger(Node thrown) {
        List<Node> steps = reachedFrom(thrown);
        cause = step.label();
        steps.forEach(undone -> toUndo.set(undone.index()));
        step.explorer.found.undoneAtOnce(thrown, steps, step.from);
        if (steps.isEmpty()) {
            return false;
        }
        if (state.committed && !state.trusted && !thrown.scope().isOfEventSubprocess()) {
            step.explorer.found.incident(Exploration.Incident.Kind.UNDONE_AFTER_PIVOT, thrown, step.from);
        }
        state.active.set(thrown.index());
        steps.stream().map(Node::undo).forEach(handler -> {
            if (handler != null) {
                step.entered(handler);
                state.active.set(handler.index());
            }
        });
        return true;
    }

    private List<Node> reachedFrom(Node thrown) {
        List<Node> steps = new ArrayList<>();
        Scope scope = thrown.scope();
        Node only = thrown.undoOnly();
        if (only == null) {
            collect(scope, steps);
            Scope around = scope.parent();
            if (scope.isOfEventSubprocess() && around != null) {
                collect(around, steps);
            }
        } else if (state.isDone(only) && scope.reaches(only)) {
            steps.add(only);
        }
        return steps;
    }

    /** Collects what was completed in a scope and in its completed subprocesses. */
    private void collect(Scope scope, List<Node> steps) {
        state.done().stream()
                .filter(node -> node.undo() != null && isCompletedIn(node, scope))
                .forEach(steps::add);
    }

    private boolean isCompletedIn(Node node, Scope scope) {
        Scope at = node.scope();
        while (at != scope) {
            Node owner = at.owner();
            if (owner == null || !owner.is(Kind.SUBPROCESS) || state.isActive(owner)) {
                return false;
            }
            at = owner.scope();
        }
        return true;
    }

    /** A handler is done. After the last one, the throw event goes on. */
    void handled(Node handler) {
        state.done().stream()
                .filter(undone -> handler.equals(undone.undo()))
                .forEach(undone -> state.done.clear(undone.index()));
        if (state.active().stream().noneMatch(Node::isForCompensation)) {
            for (Node node : state.active()) {
                if (node.trigger() == Trigger.COMPENSATION && !node.is(Kind.BOUNDARY)) {
                    state.active.clear(node.index());
                    step.leave(node);
                }
            }
        }
    }
}
