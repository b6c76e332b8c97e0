package io.waybill.platform.model.rules;

import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.statespace.Exploration;
import io.waybill.platform.model.statespace.State;
import io.waybill.platform.model.statespace.Trace;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Checks that every order, if the process is about one, ends once, that an unfulfilled one leaves no effects, and that none waits forever. */
final class EndRules {

    private final CheckedProcess checked;
    private final Exploration played;
    private final Contract contract;

    private EndRules(CheckedProcess checked) {
        this.checked = checked;
        this.played = checked.played;
        this.contract = checked.contract;
    }

    static void check(CheckedProcess checked) {
        EndRules rules = new EndRules(checked);
        if (!checked.hasNoSubject()) {
            rules.ends();
        }
        rules.incidents();
        rules.waits();
        rules.asksTooLate();
    }

    private Optional<Contract.Job> job(Node node) {
        return contract.job(node.jobType());
    }

    /** An unfulfilled order leaves no effects. */
    private void ends() {
        Set<Object> told = new HashSet<>();
        for (Trace end : played.ends()) {
            State state = end.state();
            if (!state.isCompleted() && !state.isClosed() && hasJobs() && told.add(end.node())) {
                checked.error(
                        "saga/not-ended",
                        end.node(),
                        "The process can end without ending the order: %s".formatted(CheckedProcess.after(end)),
                        "Let every path to an end event pass a job that completes, rejects or cancels the order.");
            }
            // What is committed stays.
            if (!state.isCompleted() && !state.isClosed() && !state.isPastPivot()) {
                state.effects().stream()
                        .filter(node ->
                                job(node).filter(Contract.Job::hasEffectToUndo).isPresent())
                        .filter(told::add)
                        .forEach(node -> checked.error(
                                "saga/effect-stays",
                                node,
                                "The effect of “%s” remains although the order is not fulfilled: %s"
                                        .formatted(node, CheckedProcess.after(end)),
                                "Undo it, and let the path pass a job that closes the books."));
            }
        }
    }

    private boolean hasJobs() {
        return checked.net.nodes().stream().anyMatch(node -> job(node).isPresent());
    }

    private void incidents() {
        for (Exploration.Incident incident : played.incidents()) {
            Node at = incident.node();
            String after = CheckedProcess.after(incident.trace());
            switch (incident.kind()) {
                case ENDED_TWICE ->
                    checked.error(
                            "saga/ended-twice",
                            at,
                            "“%s” ends an order that has already ended: %s".formatted(at, after),
                            "Let each path pass one job that ends the order.");
                case WAITS_AGAIN ->
                    checked.error(
                            "saga/waits-again",
                            at,
                            "“%s” waits for an answer that has come already; no other one comes: %s"
                                    .formatted(at, after),
                            "Ask anew before: with a task that asks somebody else, or once more.");
                default -> {}
            }
        }
    }

    private void waits() {
        for (Node node : checked.net.nodes()) {
            if (waits(node) && !hasTimeOut(node)) {
                checked.error(
                        "saga/no-time-out",
                        node,
                        "“%s” may wait forever: nothing ends the wait if nobody answers".formatted(node),
                        "Wait at an event-based gateway for the answer or a timer, or attach a timer to the task.");
            }
        }
    }

    private void asksTooLate() {
        Set<Node> told = new HashSet<>();
        for (Trace trace : played.states()) {
            State state = trace.state();
            if (state.isCompleted() || state.isClosed()) {
                state.active().stream()
                        .filter(checked::isForPeople)
                        .filter(told::add)
                        .forEach(node -> checked.error(
                                "saga/after-end",
                                node,
                                "The order has ended, and “%s” still waits for people: nobody will see it, and its process is stopped"
                                        .formatted(node),
                                "Ask before the order is completed, rejected or cancelled."));
            }
        }
    }

    /** Whether it waits for somebody outside Waybill. */
    private boolean waits(Node node) {
        boolean isReceived = node.trigger() == Trigger.MESSAGE || node.trigger() == Trigger.SIGNAL;
        return switch (node.kind()) {
            case CATCH -> isReceived && !isBehindEventGateway(node);
            case ACTIVITY -> isReceived || checked.isForPeople(node);
            case EVENT_BASED ->
                node.outgoing().stream().noneMatch(flow -> flow.target().trigger() == Trigger.TIMER);
            default -> false;
        };
    }

    private static boolean isBehindEventGateway(Node node) {
        return node.incoming().stream().anyMatch(flow -> flow.source().is(Node.Kind.EVENT_BASED));
    }

    private static boolean hasTimeOut(Node node) {
        if (timed(node)) {
            return true;
        }
        for (Scope at = node.scope(); at != null; at = at.parent()) {
            if (at.owner() != null && timed(at.owner())) {
                return true;
            }
            if (at.eventSubprocesses().stream()
                    .flatMap(inside -> inside.inner().starts())
                    .anyMatch(start -> start.trigger() == Trigger.TIMER && start.isInterrupting())) {
                return true;
            }
        }
        return false;
    }

    private static boolean timed(Node node) {
        return node.boundaries().stream().anyMatch(event -> event.trigger() == Trigger.TIMER && event.isInterrupting());
    }
}
