package io.waybill.model;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import io.waybill.core.saga.Step.Kind;
import io.waybill.model.Exploration.Trace;
import io.waybill.model.Net.Node;
import io.waybill.model.Net.Scope;
import io.waybill.model.Net.Trigger;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether what was done for an order that is not fulfilled is undone, and whether nothing is once it ships. */
final class SagaRules {

    private final CheckedProcess checked;
    private final Exploration played;
    private final Contract contract;

    private SagaRules(CheckedProcess checked) {
        this.checked = checked;
        this.played = checked.played;
        this.contract = checked.contract;
    }

    static void check(CheckedProcess checked) {
        SagaRules rules = new SagaRules(checked);
        rules.undos();
        rules.handlers();
        rules.pivot();
        rules.incidents();
        rules.ends();
        rules.order();
        rules.waits();
    }

    private Optional<Contract.Job> job(Node node) {
        return contract.job(node.jobType);
    }

    private void undos() {
        for (Node node : played.net.nodes) {
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
                            "“%s” runs several times for one order, but its undo runs for the order as a whole"
                                    .formatted(node),
                            "Do it once, for all at the same time.");
                }
            });
        }
    }

    private void coveredBy(Node node, Contract.Job job) {
        boolean covered = node.scope.nodes.stream()
                .anyMatch(other -> other.jobType.equals(job.step().undoneWith()) && other.undo != null);
        if (!covered) {
            checked.error(
                    "saga/undo-missing",
                    node,
                    "“%s” is undone together with the job “%s”, which is not beside it in the model"
                            .formatted(node, job.step().undoneWith()),
                    "Put it into the same subprocess as a task with the job “%s” and its undo."
                            .formatted(job.step().undoneWith()));
        }
    }

    private void undo(Node node, String undo) {
        Node handler = node.undo;
        if (handler == null) {
            checked.error(
                    "saga/undo-missing",
                    node,
                    "“%s” has an effect, and nothing undoes it".formatted(node),
                    "Attach a compensation event to it and connect that with a task for the job “%s”.".formatted(undo));
        } else if (!handler.jobType.equals(undo)) {
            checked.error(
                    "saga/undo-wrong",
                    handler,
                    "“%s” is to undo “%s”, but does the job “%s”, which is not its undo"
                            .formatted(handler, node, handler.jobType),
                    "Give it the job “%s”.".formatted(undo));
        }
    }

    private static boolean multiInstance(Node node) {
        if (node.multiInstance) {
            return true;
        }
        for (Scope at = node.scope; at != null; at = at.parent) {
            if (at.owner != null && at.owner.multiInstance) {
                return true;
            }
        }
        return false;
    }

    /** The engine cannot be told to begin an undo anew, so it must never be given up. */
    private void handlers() {
        for (Node node : played.net.nodes) {
            if (node.forCompensation && !triedUntilDone(node)) {
                checked.error(
                        "saga/undo-given-up",
                        node,
                        "The undo “%s” is given up after some failures, and the engine cannot begin it anew"
                                .formatted(node),
                        "Give the task the header retry with the value until-done.");
            }
        }
    }

    private boolean triedUntilDone(Node node) {
        return checked.model.getModelElementById(node.id) instanceof FlowNode element
                && Optional.ofNullable(element.getSingleExtensionElement(ZeebeTaskHeaders.class))
                        .filter(headers -> headers.getHeaders().stream()
                                .anyMatch(header ->
                                        "retry".equals(header.getKey()) && "until-done".equals(header.getValue())))
                        .isPresent();
    }

    private void pivot() {
        List<Node> pivots = played.net.nodes.stream()
                .filter(node ->
                        job(node).filter(job -> job.kind() == Kind.PIVOT).isPresent())
                .toList();
        boolean fulfils = played.net.nodes.stream()
                .anyMatch(node ->
                        job(node).filter(job -> job.kind() == Kind.COMPLETION).isPresent());
        if (fulfils && pivots.isEmpty()) {
            checked.error(
                    "saga/pivot-missing",
                    checked.process,
                    "Nothing decides that the order ships, so nothing keeps it from being cancelled while it does",
                    "Put a task with the job that is declared as the pivot at the end of the part that can be undone.");
        }
        pivots.stream()
                .filter(node -> !node.scope.isOfSubprocess())
                .forEach(node -> checked.error(
                        "saga/pivot-missing",
                        node,
                        "“%s” decides that the order ships, but stands outside of the part that can be undone"
                                .formatted(node),
                        "Make it the last step of that subprocess."));
        for (Node node : played.net.nodes) {
            job(node).filter(job -> job.kind() == Kind.RETRIABLE).ifPresent(job -> {
                if (pivots.stream().anyMatch(pivot -> pivot.scope.contains(node))) {
                    checked.error(
                            "saga/before-pivot",
                            node,
                            "“%s” is for good and stands in the part that can be undone".formatted(node),
                            "Move it behind that part.");
                }
            });
        }
        if (!pivots.isEmpty()) {
            afterPivot();
        }
    }

    private void afterPivot() {
        BitSet told = new BitSet();
        for (Trace trace : played.states) {
            if (trace.state().pastPivot) {
                for (Node node : trace.state().in(trace.state().active, played.net)) {
                    boolean waits = node.is(Net.Kind.CATCH) || node.is(Net.Kind.EVENT_BASED);
                    boolean canFail = job(node)
                            .filter(job -> switch (job.kind()) {
                                case COMPENSATABLE, PIVOT, CLOSING -> true;
                                default -> job.step().throwsErrors().length > 0;
                            })
                            .isPresent();
                    if ((waits || canFail) && !told.get(node.index)) {
                        told.set(node.index);
                        checked.error(
                                "saga/after-pivot",
                                node,
                                waits
                                        ? "The order ships already, and “%s” waits for somebody".formatted(node)
                                        : "The order ships already, and “%s” can still fail or be undone"
                                                .formatted(node),
                                "Behind the pivot there are only jobs that are tried until they succeed; move it before"
                                        + " the pivot.");
                    }
                }
            }
        }
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
                            "“%s” was done and is not undone if “%s” is interrupted: the engine forgets the undos of a subprocess that is interrupted, and says nothing. %s"
                                    .formatted(at, at.scope.owner, after),
                            "Undo inside of the subprocess, before it is left: by a compensation event there, and then an"
                                    + " escalation end event that is caught at its boundary.");
                case UNDO_SKIPPED ->
                    checked.error(
                            "saga/undo-skipped",
                            at,
                            "“%s” was done, and the order is closed without undoing it: %s".formatted(at, after),
                            "Let the way pass a compensation event in the same subprocess, without an activity of its own, so"
                                    + " that all is undone that was done.");
                case ESCALATION_NOT_CAUGHT ->
                    checked.error(
                            "saga/escalation-not-caught",
                            at,
                            "Nobody catches the escalation of “%s”: the process goes on behind it as if all were well"
                                    .formatted(at),
                            "Catch it at the boundary of the subprocess.");
                case PIVOT_WITHOUT_DECISION ->
                    checked.error(
                            "saga/pivot-undecided",
                            at,
                            "“%s” can end without the decision that the order ships: %s".formatted(at, after),
                            "Each way to its end passes the pivot; each other way leaves it by an escalation end event.");
                case INTERRUPTED_AFTER_PIVOT ->
                    checked.error(
                            "saga/after-pivot",
                            at,
                            "The order ships already, and “%s” can be interrupted: %s".formatted(at, after),
                            "Remove what interrupts it: behind the pivot everything is done to the end.");
                case COMPLETED_BEFORE_PIVOT ->
                    checked.error(
                            "saga/completed-before-pivot",
                            at,
                            "“%s” ends the order as fulfilled before it was decided that it ships: %s"
                                    .formatted(at, after),
                            "Put it behind the pivot.");
                case CLOSED_AFTER_PIVOT ->
                    checked.error(
                            "saga/after-pivot",
                            at,
                            "The order ships already, and “%s” ends it as unfulfilled: %s".formatted(at, after),
                            "Behind the pivot an order can only be completed.");
                case ENDED_TWICE ->
                    checked.error(
                            "saga/ended-twice",
                            at,
                            "“%s” ends an order that has ended: %s".formatted(at, after),
                            "Let each way pass one job that ends the order.");
                default -> {}
            }
        }
    }

    /** An order that is not fulfilled ends with nothing that stays. */
    private void ends() {
        Set<Object> told = new HashSet<>();
        for (Trace end : played.ends) {
            State state = end.state();
            if (!state.completed && !state.closed && hasJobs() && told.add(end.node())) {
                checked.error(
                        "saga/not-ended",
                        end.node(),
                        "The process can end without the order having ended: %s".formatted(CheckedProcess.after(end)),
                        "Let every way to an end event pass a job that completes, rejects or cancels the order.");
            }
            if (!state.completed && !state.closed) {
                BitSet left = (BitSet) state.done.clone();
                left.or(state.doubtful);
                left.or(state.lost);
                state.in(left, played.net).stream()
                        .filter(node ->
                                job(node).filter(Contract.Job::hasEffectToUndo).isPresent())
                        .filter(told::add)
                        .forEach(node -> checked.error(
                                "saga/effect-stays",
                                node,
                                "What “%s” did stays although the order is not fulfilled: %s"
                                        .formatted(node, CheckedProcess.after(end)),
                                "Undo it, and let the way pass a job that closes the books."));
            }
        }
    }

    private boolean hasJobs() {
        return played.net.nodes.stream().anyMatch(node -> job(node).isPresent());
    }

    /** The handlers of one throw run at the same time, in no order. */
    private void order() {
        for (Exploration.AtOnce thrown : played.undoneAtOnce()) {
            for (Node one : thrown.steps()) {
                for (Node other : thrown.steps()) {
                    if (one != other && mustWaitFor(one, other)) {
                        checked.error(
                                "saga/undo-order",
                                thrown.thrown(),
                                "“%s” undoes “%s” and “%s” at the same time, but the one has to be undone after the other"
                                        .formatted(thrown.thrown(), one, other),
                                "Throw twice, one after another, each for one activity.");
                    }
                }
            }
        }
    }

    private boolean mustWaitFor(Node one, Node other) {
        return Optional.ofNullable(one.undo)
                .flatMap(this::job)
                .filter(undo -> List.of(undo.step().undoAfter())
                        .contains(Optional.ofNullable(other.undo)
                                .map(handler -> handler.jobType)
                                .orElse("")))
                .isPresent();
    }

    private void waits() {
        for (Node node : played.net.nodes) {
            if (waits(node) && !hasTimeOut(node)) {
                checked.error(
                        "saga/no-time-out",
                        node,
                        "“%s” may wait for ever: nothing ends it if nobody answers".formatted(node),
                        "Wait at an event-based gateway for the answer or a timer, or attach a timer to the task.");
            }
        }
    }

    /** Whether it takes somebody outside of Waybill for it to go on. */
    private boolean waits(Node node) {
        boolean isReceived = node.trigger == Trigger.MESSAGE || node.trigger == Trigger.SIGNAL;
        return switch (node.kind) {
            case CATCH -> isReceived && !isBehindEventGateway(node);
            case ACTIVITY -> isReceived || isForPeople(node);
            case EVENT_BASED -> node.outgoing.stream().noneMatch(flow -> flow.target().trigger == Trigger.TIMER);
            default -> false;
        };
    }

    private static boolean isBehindEventGateway(Node node) {
        return node.incoming.stream().anyMatch(flow -> flow.source().is(Net.Kind.EVENT_BASED));
    }

    private boolean isForPeople(Node node) {
        return checked.model.getModelElementById(node.id) instanceof io.camunda.zeebe.model.bpmn.instance.UserTask;
    }

    private static boolean hasTimeOut(Node node) {
        if (timed(node)) {
            return true;
        }
        for (Scope at = node.scope; at != null; at = at.parent) {
            if (at.owner != null && timed(at.owner)) {
                return true;
            }
            if (at.eventSubprocesses.stream()
                    .flatMap(inside -> inside.inner().starts())
                    .anyMatch(start -> start.trigger == Trigger.TIMER && start.interrupting)) {
                return true;
            }
        }
        return false;
    }

    private static boolean timed(Node node) {
        return node.boundaries.stream().anyMatch(event -> event.trigger == Trigger.TIMER && event.interrupting);
    }
}
