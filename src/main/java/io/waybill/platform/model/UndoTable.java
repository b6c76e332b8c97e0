package io.waybill.platform.model;

import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.rules.CheckedProcess;
import io.waybill.platform.model.statespace.Exploration;
import io.waybill.platform.model.statespace.Exploration.Undoing;
import io.waybill.platform.model.statespace.State;
import io.waybill.platform.model.statespace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is undone when an order cannot be fulfilled: for everything that can go wrong, each state that the order can be
 * in.
 *
 * @param process its id
 * @param causes what can go wrong, in the order of the model
 */
public record UndoTable(String process, List<Cause> causes) {

    /**
     * Something that triggers compensation.
     *
     * @param element its id in the model
     * @param what what happens, such as "Production timed out occurs"
     */
    public record Cause(String element, String what, List<Case> cases) {}

    /**
     * One of the states that the order can be in. Steps are listed by their names in the model.
     *
     * @param done what had been done by then
     * @param inDoubt what was running and is interrupted: it may or may not have been done
     * @param undone what is undone, one group after another; the steps of a group at the same time
     * @param closed what is set right by closing the books
     * @param stays what is never set right; nothing, in a model without errors
     */
    public record Case(
            List<String> done,
            List<String> inDoubt,
            List<List<String>> undone,
            List<String> closed,
            List<String> stays) {}

    static UndoTable of(CheckedProcess checked) {
        return new Maker(checked.net().id(), checked.played(), checked.contract()).table();
    }

    private static final class Maker {

        private final String process;
        private final Exploration played;
        private final Contract contract;
        /** For what undos undo in turn: the states that lead to it. */
        private final Map<List<Node>, Set<State>> later = new LinkedHashMap<>();
        /** The states that can lead to an end with open books. */
        private final Set<State> leavesOpen;

        Maker(String process, Exploration played, Contract contract) {
            this.process = process;
            this.played = played;
            this.contract = contract;
            Map<List<Node>, List<State>> triggers = new LinkedHashMap<>();
            for (Undoing undoing : played.undoings()) {
                Trace before = undoing.trigger().before();
                if (undoing.trigger().node().isForCompensation() && before != null) {
                    triggers.computeIfAbsent(undoing.toUndo(), group -> new ArrayList<>())
                            .add(before.state());
                }
            }
            triggers.forEach((group, states) -> later.put(group, played.leadingTo(states)));
            leavesOpen = played.leadingTo(played.states().stream()
                    .map(Trace::state)
                    .filter(state -> state.isEnded() && !state.isClosed())
                    .toList());
        }

        UndoTable table() {
            Map<String, Cause> causes = new LinkedHashMap<>();
            played.undoings().stream()
                    .filter(undoing -> !undoing.trigger().node().isForCompensation())
                    .sorted(Comparator.comparingInt(
                            undoing -> undoing.trigger().node().index()))
                    .forEach(undoing -> causes.computeIfAbsent(
                                    undoing.trigger().label(),
                                    what -> new Cause(undoing.trigger().node().id(), what, new ArrayList<>()))
                            .cases()
                            .add(caseOf(undoing)));
            return new UndoTable(
                    process,
                    causes.values().stream()
                            .map(cause -> new Cause(
                                    cause.element(),
                                    cause.what(),
                                    cause.cases().stream()
                                            .distinct()
                                            .sorted(Comparator.comparingInt((Case one) ->
                                                            one.done().size())
                                                    .thenComparing(one -> String.valueOf(one.done())))
                                            .toList()))
                            .toList());
        }

        private Case caseOf(Undoing first) {
            State reached = first.reached().state();
            List<List<Node>> groups = new ArrayList<>();
            groups.add(first.toUndo());
            later.forEach((group, states) -> {
                if (states.contains(reached) && !groups.contains(group)) {
                    groups.add(group);
                }
            });
            List<Node> done = effects(first.done());
            List<Node> doubtful = effects(first.doubtful());
            Set<String> undoTypes = groups.stream()
                    .flatMap(List::stream)
                    .flatMap(step -> contract.job(step.jobType()).stream())
                    .flatMap(job -> contract.undoOf(job).stream())
                    .collect(Collectors.toSet());
            List<Node> left = new ArrayList<>(doubtful);
            done.stream().filter(step -> !isUndoneBy(undoTypes, step)).forEach(left::add);
            boolean closes = !leavesOpen.contains(reached);
            return new Case(
                    names(done),
                    names(doubtful),
                    groups.stream()
                            .map(group -> names(effects(group)))
                            .filter(group -> !group.isEmpty())
                            .toList(),
                    closes ? names(left) : List.of(),
                    closes ? List.of() : names(left));
        }

        private boolean isUndoneBy(Set<String> undoTypes, Node step) {
            return contract.job(step.jobType())
                    .flatMap(contract::undoOf)
                    .filter(undoTypes::contains)
                    .isPresent();
        }

        private List<Node> effects(List<Node> steps) {
            return steps.stream()
                    .filter(node -> contract.job(node.jobType())
                            .filter(Contract.Job::hasEffectToUndo)
                            .isPresent())
                    .toList();
        }

        private static List<String> names(List<Node> nodes) {
            return nodes.stream().map(Node::toString).toList();
        }
    }

    /** The table as a page for people. */
    public String markdown() {
        StringBuilder page = new StringBuilder("""
                # What `%s` undoes

                For everything that triggers compensation, each state that the process can be in. Steps *in doubt* were \
                interrupted: they may or may not have taken effect. They are set right when the books are closed (law 3), \
                as is everything else that is left.
                """.formatted(process));
        for (Cause cause : causes) {
            page.append("""

                    ## %s

                    | done by then | in doubt | undone | closed | stays |
                    |---|---|---|---|---|
                    """.formatted(cause.what()));
            for (Case one : cause.cases()) {
                page.append("| %s | %s | %s | %s | %s |\n"
                        .formatted(
                                text(one.done()),
                                text(one.inDoubt()),
                                one.undone().stream().map(UndoTable::text).collect(Collectors.joining("; then ")),
                                text(one.closed()),
                                text(one.stays())));
            }
        }
        return page.toString();
    }

    private static String text(List<String> names) {
        return String.join(", ", names);
    }
}
