package io.waybill.platform.model.rules;

import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.statespace.Exploration;
import java.util.List;
import java.util.Optional;

/** Checks that everything done for an unfulfilled order is undone. */
final class UndoRules {

    private final CheckedProcess checked;
    private final Exploration played;
    private final Contract contract;

    private UndoRules(CheckedProcess checked) {
        this.checked = checked;
        this.played = checked.played;
        this.contract = checked.contract;
    }

    static void check(CheckedProcess checked) {
        UndoRules rules = new UndoRules(checked);
        rules.undos();
        rules.handlers();
        rules.incidents();
        rules.order();
    }

    private Optional<Contract.Job> job(Node node) {
        return contract.job(node.jobType());
    }

    private void undos() {
        for (Node node : checked.net.nodes()) {
            job(node).filter(Contract.Job::hasEffectToUndo).ifPresent(job -> {
                if (job.step().undo().isEmpty()) {
                    coveredBy(node, job);
                } else {
                    undo(node, job.step().undo());
                }
                if (multiInstance(node)) {
                    checked.error(
                            "saga/undo-in-multi-instance",
                            node,
                            "“%s” runs several times for one order, but its undo runs for the whole order"
                                    .formatted(node),
                            "Do it once, for all of them together.");
                }
            });
        }
    }

    private void coveredBy(Node node, Contract.Job job) {
        boolean covered = node.scope().nodes().stream()
                .anyMatch(other -> other.jobType().equals(job.step().undoneWith()) && other.undo() != null);
        if (!covered) {
            checked.error(
                    "saga/undo-missing",
                    node,
                    "“%s” is undone together with the job “%s”, which is not in the same subprocess"
                            .formatted(node, job.step().undoneWith()),
                    "Put it into the same subprocess as a task with the job “%s” and its undo."
                            .formatted(job.step().undoneWith()));
        }
    }

    private void undo(Node node, String undo) {
        Node handler = node.undo();
        if (handler == null) {
            checked.error(
                    "saga/undo-missing",
                    node,
                    "“%s” has an effect, and nothing undoes it".formatted(node),
                    "Attach a compensation event to it and connect that with a task for the job “%s”.".formatted(undo));
        } else if (!handler.jobType().equals(undo)) {
            checked.error(
                    "saga/undo-wrong",
                    handler,
                    handler.jobType().isBlank()
                            ? "“%s” should undo “%s”, but has no job".formatted(handler, node)
                            : "“%s” should undo “%s”, but its job “%s” does not do that"
                                    .formatted(handler, node, handler.jobType()),
                    "Give it the job “%s”.".formatted(undo));
        }
    }

    /** A multi-instance task is undone only once; a task inside a multi-instance subprocess is undone each time. */
    private static boolean multiInstance(Node node) {
        if (node.isMultiInstance()) {
            return true;
        }
        for (Scope at = node.scope(); at != null; at = at.parent()) {
            if (at.owner() != null && at.owner().isMultiInstance()) {
                return true;
            }
        }
        return false;
    }

    /** The engine cannot start a compensation again, so it must be retried until it succeeds. */
    private void handlers() {
        for (Node node : checked.net.nodes()) {
            if (node.isForCompensation() && !triedUntilDone(node)) {
                checked.error(
                        "saga/undo-given-up",
                        node,
                        "The engine stops retrying the undo “%s” after a few failures, and cannot start it again"
                                .formatted(node),
                        "Give the task the header retry with the value until-done.");
            }
        }
    }

    private static boolean triedUntilDone(Node node) {
        return "until-done".equals(node.headers().get("retry"));
    }

    private void incidents() {
        for (Exploration.Incident incident : played.incidents()) {
            Node at = incident.node();
            String after = CheckedProcess.after(incident.trace());
            switch (incident.kind()) {
                case UNDO_LOST ->
                    checked.error(
                            "saga/undo-never-runs",
                            at,
                            "“%s” was done and is not undone if “%s” is interrupted: the engine silently drops the undos of an interrupted subprocess. %s"
                                    .formatted(at, at.scope().owner(), after),
                            "Undo inside the subprocess, before leaving it: with a compensation event, followed by an"
                                    + " escalation end event that is caught at the boundary.");
                case UNDO_SKIPPED ->
                    checked.error(
                            "saga/undo-skipped",
                            at,
                            "“%s” was done, and the order is closed without undoing it: %s".formatted(at, after),
                            "Let the path pass a compensation event in the same subprocess that names no activity, so"
                                    + " that everything done is undone.");
                case ESCALATION_NOT_CAUGHT ->
                    checked.error(
                            "saga/escalation-not-caught",
                            at,
                            "Nothing catches the escalation of “%s”: the process goes on as if nothing were wrong"
                                    .formatted(at),
                            "Catch it at the boundary of the subprocess.");
                default -> {}
            }
        }
    }

    /** The compensations of one throw event run at the same time, in no order. */
    private void order() {
        for (Exploration.AtOnce thrown : played.undoneAtOnce()) {
            for (Node one : thrown.steps()) {
                for (Node other : thrown.steps()) {
                    if (one != other && mustWaitFor(one, other)) {
                        checked.error(
                                "saga/undo-order",
                                thrown.thrown(),
                                "“%s” undoes “%s” and “%s” at the same time, but the second must be undone first"
                                        .formatted(thrown.thrown(), one, other),
                                "Use two compensation events, one after the other, each for one activity.");
                    }
                }
            }
        }
    }

    private boolean mustWaitFor(Node one, Node other) {
        return Optional.ofNullable(one.undo())
                .flatMap(this::job)
                .filter(undo -> List.of(undo.step().undoAfter())
                        .contains(Optional.ofNullable(other.undo())
                                .map(handler -> handler.jobType())
                                .orElse("")))
                .isPresent();
    }
}
