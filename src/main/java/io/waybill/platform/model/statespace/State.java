package io.waybill.platform.model.statespace;

import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Net.Flow;
import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The state of a process instance, as far as it decides what can happen next. */
public final class State {

    private final Net net;

    /** The nodes that are running or waiting. */
    final BitSet active;
    /** The flows whose token waits at a join. */
    final BitSet waiting;
    /** The activities that were completed and would be undone. */
    final BitSet done;
    /** The steps that were interrupted: they may or may not have had their effect. */
    final BitSet doubtful;
    /** The steps whose effect exists and will never be undone. */
    final BitSet lost;
    /** The steps that were requested, undone or not: requested again with the same key, they do nothing. */
    final BitSet asked;
    /** What steps need and is there, by its place among all that they need. */
    final BitSet there;
    /** The variables that are certainly set. */
    final BitSet variables;
    /** The values that variables can have, if they decide something and are known. */
    Map<String, List<Object>> values = Map.of();
    /** The timers that occurred, and occur only once. */
    final BitSet fired;
    /** The messages that were received, and do not come again. */
    final BitSet received;

    boolean committed;
    /** Whether the pivot answered that it is not to be committed. */
    boolean refused;
    /** Whether the pivot's answer leads on by conditions that cannot be followed. */
    boolean trusted;

    boolean pastPivot;
    boolean completed;
    boolean closed;
    boolean ended;

    /** Kept once the state is frozen, as it is computed often and takes long. 0 before. */
    private int hash;

    State(Net net) {
        this.net = net;
        active = new BitSet();
        waiting = new BitSet();
        done = new BitSet();
        doubtful = new BitSet();
        lost = new BitSet();
        asked = new BitSet();
        there = new BitSet();
        variables = new BitSet();
        fired = new BitSet();
        received = new BitSet();
    }

    private State(State other) {
        net = other.net;
        active = (BitSet) other.active.clone();
        waiting = (BitSet) other.waiting.clone();
        done = (BitSet) other.done.clone();
        doubtful = (BitSet) other.doubtful.clone();
        lost = (BitSet) other.lost.clone();
        asked = (BitSet) other.asked.clone();
        there = (BitSet) other.there.clone();
        variables = (BitSet) other.variables.clone();
        values = other.values;
        fired = (BitSet) other.fired.clone();
        received = (BitSet) other.received.clone();
        committed = other.committed;
        refused = other.refused;
        trusted = other.trusted;
        pastPivot = other.pastPivot;
        completed = other.completed;
        closed = other.closed;
        ended = other.ended;
    }

    State copy() {
        return new State(this);
    }

    public boolean isActive(Node node) {
        return active.get(node.index());
    }

    public boolean isWaiting(Flow flow) {
        return waiting.get(flow.index());
    }

    public boolean isDone(Node node) {
        return done.get(node.index());
    }

    /** The nodes that are running or waiting, in the order of the model. */
    public List<Node> active() {
        return in(active);
    }

    /** Those of these nodes that are running or waiting, in the order of the model. */
    public List<Node> active(BitSet among) {
        BitSet some = (BitSet) active.clone();
        some.and(among);
        return in(some);
    }

    /** The steps that were completed and would be undone. */
    List<Node> done() {
        return in(done);
    }

    /** The steps that were requested. */
    public List<Node> asked() {
        return in(asked);
    }

    /** The steps that have, or may have, an effect. */
    public List<Node> effects() {
        BitSet all = (BitSet) done.clone();
        all.or(doubtful);
        all.or(lost);
        return in(all);
    }

    List<Node> in(BitSet set) {
        return set.stream().mapToObj(net.nodes()::get).toList();
    }

    /** The active scopes, the inner ones first. */
    public List<Scope> live() {
        List<Scope> live = new ArrayList<>();
        for (Node node : net.withInside()) {
            if (isActive(node)) {
                live.addFirst(node.inner());
            }
        }
        if (!ended) {
            live.add(net.root());
        }
        return live;
    }

    /** Whether it is decided that the order ships. */
    public boolean isCommitted() {
        return committed;
    }

    public boolean isPastPivot() {
        return pastPivot;
    }

    /** Whether the order ended as fulfilled. */
    public boolean isCompleted() {
        return completed;
    }

    /** Whether the order ended as unfulfilled. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether the process has ended. */
    public boolean isEnded() {
        return ended;
    }

    /** From now on it must not change. */
    void freeze() {
        hash = hash();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof State state && hashCode() == state.hashCode() && isLike(state));
    }

    private boolean isLike(State state) {
        return active.equals(state.active)
                && waiting.equals(state.waiting)
                && done.equals(state.done)
                && doubtful.equals(state.doubtful)
                && lost.equals(state.lost)
                && asked.equals(state.asked)
                && there.equals(state.there)
                && variables.equals(state.variables)
                && values.equals(state.values)
                && fired.equals(state.fired)
                && received.equals(state.received)
                && committed == state.committed
                && refused == state.refused
                && trusted == state.trusted
                && pastPivot == state.pastPivot
                && completed == state.completed
                && closed == state.closed
                && ended == state.ended;
    }

    @Override
    public int hashCode() {
        return hash == 0 ? hash() : hash;
    }

    private int hash() {
        return Objects.hash(
                active, waiting, done, doubtful, lost, asked, there, variables, values, fired, received, committed,
                pastPivot, ended);
    }
}
