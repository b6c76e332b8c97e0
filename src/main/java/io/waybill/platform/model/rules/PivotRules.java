package io.waybill.platform.model.rules;

import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.statespace.Exploration;
import io.waybill.platform.model.statespace.Exploration.Incident;
import io.waybill.platform.model.statespace.State;
import io.waybill.platform.model.statespace.Trace;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Checks that a pivot decides whether an order ships, and that nothing is undone or cancelled after it. */
final class PivotRules {

    private final CheckedProcess checked;
    private final Exploration played;
    private final Contract contract;

    private PivotRules(CheckedProcess checked) {
        this.checked = checked;
        this.played = checked.played;
        this.contract = checked.contract;
    }

    static void check(CheckedProcess checked) {
        PivotRules rules = new PivotRules(checked);
        rules.pivot();
        if (checked.hasReadableConditions()) {
            rules.incidents();
        }
    }

    private Optional<Contract.Job> job(Node node) {
        return contract.job(node.jobType());
    }

    private void pivot() {
        List<Node> pivots = checked.net.nodes().stream()
                .filter(node ->
                        job(node).filter(job -> job.kind() == Kind.PIVOT).isPresent())
                .toList();
        boolean needsPivot = checked.net.nodes().stream().anyMatch(this::needsPivot);
        if (needsPivot && pivots.isEmpty()) {
            checked.error(
                    "saga/pivot-missing",
                    checked.process,
                    "Nothing decides that the order ships, so it could be cancelled while shipping",
                    "Put a task with the job declared as the pivot at the end of the part that can be undone.");
        }
        pivots.stream()
                .filter(node -> !node.scope().isOfSubprocess())
                .forEach(node -> checked.error(
                        "saga/pivot-missing",
                        node,
                        "“%s” decides that the order ships, but is outside the part that can be undone".formatted(node),
                        "Make it the last step of that subprocess."));
        for (Node node : checked.net.nodes()) {
            job(node).filter(job -> job.kind() == Kind.RETRIABLE).ifPresent(job -> {
                if (pivots.stream().anyMatch(pivot -> pivot.scope().contains(node))) {
                    checked.error(
                            "saga/before-pivot",
                            node,
                            "“%s” cannot be undone, but is in the part that can be undone".formatted(node),
                            "Move it after that part.");
                }
            });
        }
        if (!pivots.isEmpty()) {
            afterPivot();
        }
    }

    private boolean needsPivot(Node node) {
        return job(node)
                .filter(job -> job.kind() == Kind.COMPLETION)
                .filter(contract::needsPivot)
                .isPresent();
    }

    private void afterPivot() {
        BitSet told = new BitSet();
        for (Trace trace : played.states()) {
            State state = trace.state();
            if (state.isCommitted() || state.isPastPivot()) {
                for (Node node : state.active()) {
                    boolean waits =
                            node.is(Node.Kind.CATCH) || node.is(Node.Kind.EVENT_BASED) || checked.isForPeople(node);
                    boolean canFail = state.isPastPivot()
                            && job(node)
                                    .filter(job -> switch (job.kind()) {
                                        case COMPENSATABLE, PIVOT, CLOSING -> true;
                                        default -> job.step().throwsErrors().length > 0;
                                    })
                                    .isPresent();
                    if ((waits || canFail) && !told.get(node.index())) {
                        told.set(node.index());
                        checked.error(
                                "saga/after-pivot",
                                node,
                                waits
                                        ? "The order already ships, but “%s” waits for somebody".formatted(node)
                                        : "The order already ships, but “%s” can still fail or be undone"
                                                .formatted(node),
                                "After the pivot there may only be jobs that are retried until they succeed; move it"
                                        + " before the pivot.");
                    }
                }
            }
        }
    }

    private boolean has(Incident.Kind kind) {
        return played.incidents().stream().anyMatch(incident -> incident.kind() == kind);
    }

    private void incidents() {
        for (Incident incident : played.incidents()) {
            Node at = incident.node();
            String after = CheckedProcess.after(incident.trace());
            switch (incident.kind()) {
                case PIVOT_WITHOUT_DECISION ->
                    checked.error(
                            "saga/pivot-undecided",
                            at,
                            "“%s” can end without a decision that the order ships: %s".formatted(at, after),
                            "Let each path to its end pass the pivot, or leave by an escalation end event.");
                case PIVOT_IGNORED -> {
                    if (!has(Incident.Kind.UNDONE_AFTER_PIVOT)) {
                        checked.error(
                                "saga/pivot-undecided",
                                at,
                                "“%s” can end although the pivot answered no: an order whose cancellation was accepted is charged and shipped: %s"
                                        .formatted(at, after),
                                "Ask for its answer right after the pivot, and let only yes lead to the end.");
                    }
                }
                case INTERRUPTED_AFTER_PIVOT ->
                    checked.error(
                            "saga/after-pivot",
                            at,
                            "The order already ships, but “%s” can be interrupted: %s".formatted(at, after),
                            "Remove what interrupts it: after the pivot everything runs to its end.");
                case COMPLETED_BEFORE_PIVOT -> {
                    if (needsPivot(at)) {
                        checked.error(
                                "saga/completed-before-pivot",
                                at,
                                "“%s” ends the order as fulfilled before it is decided that it ships: %s"
                                        .formatted(at, after),
                                "Put it after the pivot.");
                    }
                }
                case UNDONE_AFTER_PIVOT ->
                    checked.error(
                            "saga/after-pivot",
                            at,
                            "“%s” undoes what was committed before: %s".formatted(at, after),
                            "Let only what was not committed lead there; look at the conditions before it.");
                case NOT_COMMITTED -> {
                    if (!has(Incident.Kind.UNDONE_AFTER_PIVOT)
                            && !has(Incident.Kind.PIVOT_IGNORED)
                            && !has(Incident.Kind.PIVOT_WITHOUT_DECISION)) {
                        checked.error(
                                "saga/before-pivot",
                                at,
                                "“%s” is asked for although the order was not committed: %s".formatted(at, after),
                                "Ask after the pivot whether it succeeded, and let only that answer lead there.");
                    }
                }
                case CLOSED_AFTER_PIVOT ->
                    checked.error(
                            "saga/after-pivot",
                            at,
                            "The order already ships, but “%s” ends it as unfulfilled: %s".formatted(at, after),
                            "After the pivot an order can only be completed.");
                default -> {}
            }
        }
    }
}
