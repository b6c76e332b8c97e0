package io.waybill.platform.model.statespace;

import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.statespace.Exploration.Incident;
import java.util.Optional;

/** What happens to whole scopes in a macrostep: they complete, something interrupts them, or they catch what is thrown. */
final class Scopes {

    private final Macrostep step;
    private final Exploration found;
    private final Effects effects;
    private final State state;
    private final Trace from;

    Scopes(Macrostep step) {
        this.step = step;
        found = step.explorer.found;
        effects = step.explorer.effects;
        state = step.state;
        from = step.from;
    }

    /** Completes the innermost scope in which nothing is left to do. Returns whether anything goes on after that. */
    boolean completeOne() {
        for (Scope scope : state.live()) {
            if (!scope.indexes().intersects(state.active) && !scope.arrows().intersects(state.waiting)) {
                complete(scope);
                return !state.ended;
            }
        }
        return false;
    }

    private void complete(Scope scope) {
        Node owner = scope.owner();
        if (owner == null) {
            state.ended = true;
            return;
        }
        state.active.clear(owner.index());
        if (owner.is(Kind.SUBPROCESS)) {
            if (effects.hasPivot(scope)) {
                if (!state.committed && !state.trusted) {
                    found.incident(
                            state.refused ? Incident.Kind.PIVOT_IGNORED : Incident.Kind.PIVOT_WITHOUT_DECISION,
                            owner,
                            from);
                }
                state.pastPivot = true;
            }
            if (owner.undo() != null) {
                state.done.set(owner.index());
            }
            step.leave(owner);
        }
    }

    void boundary(Node event) {
        if (event.isInterrupting()) {
            interrupt(event.host());
        } else if (event.firesOnce()) {
            state.fired.set(event.index());
        }
        step.pass(event);
    }

    private void interrupt(Node node) {
        if (state.pastPivot && !node.isForCompensation()) {
            found.incident(Incident.Kind.INTERRUPTED_AFTER_PIVOT, node, from);
        }
        if (node.hasInside()) {
            clear(node.inner());
            effects.lose(node.inner(), state, from);
        } else {
            effects.doubt(node, state);
        }
        state.active.clear(node.index());
    }

    /** Ends everything that runs in a scope; what was completed in the scope itself can still be undone. */
    void clear(Scope scope) {
        step.removeTokens(scope);
        state.waiting.andNot(scope.arrows());
        for (Node node : state.active(scope.indexes())) {
            if (state.pastPivot && node.is(Kind.ACTIVITY)) {
                found.incident(Incident.Kind.INTERRUPTED_AFTER_PIVOT, node, from);
            }
            effects.doubt(node, state);
            if (node.hasInside()) {
                clear(node.inner());
                effects.lose(node.inner(), state, from);
            }
            state.active.clear(node.index());
        }
    }

    /** An event subprocess starts. */
    void startInside(Node inside, Node start) {
        if (start.isInterrupting()) {
            clear(inside.scope());
        } else if (start.firesOnce()) {
            state.fired.set(start.index());
        }
        state.active.set(inside.index());
        step.entered(inside);
        step.pass(start);
    }

    /** Returns whether the escalation is caught; if so, its token has been dealt with. */
    boolean escalate(Node node) {
        for (Scope at = node.scope(); at != null; at = at.parent()) {
            for (Node inside : at.eventSubprocesses()) {
                Optional<Node> start = inside.startedBy(Trigger.ESCALATION, node.code());
                if (start.isPresent() && !inside.inner().contains(node)) {
                    if (!start.get().isInterrupting()) {
                        step.leave(node);
                    }
                    startInside(inside, start.get());
                    return true;
                }
            }
            Optional<Node> event = atBoundary(at, Trigger.ESCALATION, node.code());
            if (event.isPresent()) {
                if (!event.get().isInterrupting()) {
                    step.leave(node);
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
        for (Scope at = node.scope(); at != null; at = at.parent()) {
            for (Node inside : at.eventSubprocesses()) {
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
        step.giveUp(Incident.Kind.ERROR_NOT_CAUGHT, node);
    }

    private static Optional<Node> atBoundary(Scope scope, Trigger trigger, String code) {
        Node owner = scope.owner();
        return owner == null ? Optional.empty() : owner.boundaryFor(trigger, code);
    }
}
