package io.waybill.platform.model.rules;

import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.statespace.Exploration;
import io.waybill.platform.model.statespace.Trace;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that every instance can end, and that every element can be reached. */
final class SoundRules {

    private final CheckedProcess checked;
    private final Exploration played;

    private SoundRules(CheckedProcess checked) {
        this.checked = checked;
        this.played = checked.played;
    }

    static void check(CheckedProcess checked) {
        SoundRules rules = new SoundRules(checked);
        rules.size();
        rules.incidents();
        rules.stuck();
        rules.endless();
        rules.dead();
        rules.noWay();
    }

    private void size() {
        if (played.isIncomplete()) {
            checked.warning(
                    "sound/too-large",
                    checked.process,
                    "The process has too many states to check, because too much runs at the same time; states that were"
                            + " not checked may be wrong",
                    "Move parts of it into subprocesses that follow each other, or into processes of their own.");
        }
    }

    private void incidents() {
        for (Exploration.Incident incident : played.incidents()) {
            Node at = incident.node();
            switch (incident.kind()) {
                case TWICE ->
                    checked.error(
                            "sound/twice",
                            at,
                            "“%s” can be reached a second time while the first still runs: %s"
                                    .formatted(at, CheckedProcess.after(incident.trace())),
                            "Join paths that run at the same time in a parallel gateway before they go on as one.");
                case LOOP ->
                    checked.error(
                            "sound/loop",
                            at,
                            "“%s” is in a loop where nothing waits: the engine would run it forever".formatted(at),
                            "Put a timer, a message or a task into the loop.");
                default -> {}
            }
        }
    }

    private void stuck() {
        Set<Set<String>> told = new HashSet<>();
        for (Trace trace : played.stuck()) {
            Set<Node> joins = checked.net.flows().stream()
                    .filter(trace.state()::isWaiting)
                    .map(Net.Flow::target)
                    .collect(Collectors.toSet());
            if (!told.add(joins.stream().map(node -> node.id()).collect(Collectors.toSet()))) {
                continue;
            }
            if (joins.isEmpty()) {
                trace.state().active().stream()
                        .findFirst()
                        .ifPresent(node -> checked.error(
                                "sound/waits-forever",
                                node,
                                "Nothing more can happen at “%s”: %s".formatted(node, CheckedProcess.after(trace)),
                                "Give it a path that goes on."));
            }
            joins.forEach(join -> checked.error(
                    "sound/waits-forever",
                    join,
                    "“%s” waits forever for paths that are not taken: %s".formatted(join, CheckedProcess.after(trace)),
                    "A parallel gateway waits for all of its arrows; where only one path is taken, join them in an"
                            + " exclusive gateway."));
        }
    }

    private void endless() {
        played.endless().stream()
                .findFirst()
                .filter(trace -> !played.isIncomplete() && !hidesBehind())
                .ifPresent(trace -> checked.error(
                        "sound/never-ends",
                        trace.node(),
                        "From here on the process can no longer end: %s".formatted(CheckedProcess.after(trace)),
                        "Give it a path to an end event."));
    }

    /** Paths that were not explored further for another reason have no end either. */
    private boolean hidesBehind() {
        return played.incidents().stream().anyMatch(incident -> switch (incident.kind()) {
            case TWICE, LOOP, ERROR_NOT_CAUGHT -> true;
            default -> false;
        });
    }

    private void dead() {
        if (played.isIncomplete()) {
            return;
        }
        for (Node node : checked.net.nodes()) {
            boolean isReached = played.isEntered(node)
                    || (node.is(Kind.BOUNDARY) && node.trigger() == Trigger.COMPENSATION)
                    || node.is(Kind.EVENT_SUBPROCESS);
            if (!isReached && isFirst(node)) {
                checked.error(
                        "sound/dead-element",
                        node,
                        "“%s” is never reached".formatted(node),
                        node.isForCompensation()
                                ? "Its step is never undone after it was done; see the other findings."
                                : "Connect it, or remove it with everything that is only reached from it.");
            }
        }
    }

    /** A chain of dead elements is one finding, at its beginning. */
    private boolean isFirst(Node node) {
        boolean insideIsDead = node.scope().owner() != null
                && !played.isEntered(node.scope().owner())
                && !(node.scope().isOfEventSubprocess() && node.is(Kind.START));
        return !insideIsDead
                && node.incoming().stream()
                        .map(Net.Flow::source)
                        .allMatch(source -> source == node || played.isEntered(source));
    }

    private void noWay() {
        for (Node node : checked.net.nodes()) {
            if (!(node.is(Kind.EXCLUSIVE) || node.is(Kind.INCLUSIVE)) || node.byDefault() != null) {
                continue;
            }
            if (node.outgoing().size() > 1) {
                checked.error(
                        "sound/no-way",
                        node,
                        "If none of the conditions after “%s” holds, the order is stuck with an incident"
                                .formatted(node),
                        "Make one of its arrows the default.");
            } else if (checked.element(node).getOutgoing().stream()
                    .anyMatch(flow -> flow.getConditionExpression() != null)) {
                checked.error(
                        "sound/no-way",
                        node,
                        "If the condition after “%s” does not hold, the order is stuck with an incident"
                                .formatted(node),
                        "Remove the condition, or add a default arrow for when it does not hold.");
            }
        }
    }
}
