package io.waybill.platform.model.statespace;

import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Keys;
import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.statespace.Exploration.Incident;
import io.waybill.platform.model.values.Values.Answered;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** What steps need: types of jobs and names of messages. */
    private final List<String> needed;
    /** For each node, those of them that it brings. */
    private final List<BitSet> neededFrom;
    /** The steps whose effects a step undoes. */
    private final Map<Node, List<Node>> undoneBy = new HashMap<>();

    private final Set<Scope> withPivot;

    Effects(Net net, Contract contract, Keys keys, Exploration found) {
        this.businessKey = contract.businessKey(net.id());
        this.net = net;
        this.contract = contract;
        this.keys = keys;
        this.found = found;
        this.needed = contract.jobs().values().stream()
                .flatMap(job -> needsOf(job))
                .distinct()
                .toList();
        this.neededFrom = net.nodes().stream().map(this::neededFrom).toList();
        this.withPivot = net.nodes().stream()
                .filter(node -> contract.job(node.jobType())
                        .filter(job -> job.kind() == Kind.PIVOT)
                        .isPresent())
                .map(Node::scope)
                .collect(Collectors.toSet());
    }

    /** A job was done. */
    void take(Contract.Job job, Node node, Answered answered, State state, Trace from) {
        boolean hasEffect = answered != Answered.WITHOUT_EFFECT;
        for (String need : needsOf(job).toList()) {
            // What is completed before its pivot has another finding.
            boolean isJudged = job.kind() != Kind.COMPLETION || state.pastPivot;
            if (isJudged && !state.there.get(needed.indexOf(need))) {
                found.lacks(node, need, from);
            }
        }
        if (hasEffect) {
            there(node, state);
        }
        switch (job.kind()) {
            case COMPENSATABLE -> {
                ask(job, node, state, from);
                state.done.set(node.index());
                state.doubtful.clear(node.index());
            }
            case UNDO -> undoneBy.computeIfAbsent(node, this::undoneBy).forEach(step -> forget(step, state));
            case PIVOT -> {
                state.committed = hasEffect;
                state.refused = !hasEffect;
                if (hasEffect && node.scope() == net.root()) {
                    state.pastPivot = true;
                }
            }
            case RETRIABLE -> {
                if (!state.committed && !state.trusted && !withPivot.isEmpty()) {
                    found.incident(Incident.Kind.NOT_COMMITTED, node, from);
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

    private static Stream<String> needsOf(Contract.Job job) {
        return Stream.concat(
                Arrays.stream(job.step().needs()), Arrays.stream(job.step().waivable()));
    }

    /** A message came that steps may need. */
    void received(Node node, State state) {
        if (node.trigger() == Trigger.MESSAGE) {
            there(node, state);
        }
    }

    private void there(Node node, State state) {
        state.there.or(neededFrom.get(node.index()));
    }

    /** The answer of a step leads somewhere by a condition that cannot be followed: it is taken to be the right one. */
    void trust(Node step, State state) {
        contract.job(step.jobType())
                .filter(job -> !job.step().effectIf().isEmpty())
                .ifPresent(job -> {
                    there(step, state);
                    state.trusted |= job.kind() == Kind.PIVOT;
                });
    }

    /** Whether a step has an effect, or makes it whole. */
    private boolean isFor(Node step, String need) {
        return need.equals(step.jobType())
                || (step.trigger() == Trigger.MESSAGE && need.equals(step.code()))
                || contract.job(step.jobType())
                        .filter(job -> need.equals(job.step().completes()))
                        .isPresent();
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

    private Optional<String> undoOf(Node node) {
        return contract.job(node.jobType())
                .filter(Contract.Job::hasEffectToUndo)
                .flatMap(contract::undoOf);
    }

    private List<Node> undoneBy(Node undo) {
        return net.nodes().stream()
                .filter(step -> undoOf(step).filter(undo.jobType()::equals).isPresent()
                        && keys.ofJob(undo).covers(keys.ofJob(step)))
                .toList();
    }

    private BitSet neededFrom(Node node) {
        BitSet some = new BitSet();
        for (int at = 0; at < needed.size(); at++) {
            if (isFor(node, needed.get(at))) {
                some.set(at);
            }
        }
        return some;
    }

    private void forget(Node effect, State state) {
        state.there.andNot(neededFrom.get(effect.index()));
        state.done.clear(effect.index());
        state.doubtful.clear(effect.index());
        state.lost.clear(effect.index());
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
        state.done().stream().filter(scope::contains).forEach(step -> {
            state.done.clear(step.index());
            if (hasEffectToUndo(step)) {
                state.lost.set(step.index());
                found.incident(Incident.Kind.UNDO_LOST, step, from);
            }
        });
    }

    boolean hasPivot(Scope scope) {
        return withPivot.contains(scope);
    }

    private boolean hasEffectToUndo(Node node) {
        return contract.job(node.jobType())
                .filter(Contract.Job::hasEffectToUndo)
                .isPresent();
    }
}
