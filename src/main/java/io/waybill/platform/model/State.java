package io.waybill.platform.model;

import io.waybill.platform.model.Net.Flow;
import io.waybill.platform.model.Net.Node;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The state of a process instance, as far as it decides what can happen next. */
final class State {

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
    /** The variables that are certainly set. */
    final BitSet variables;

    boolean committed;
    boolean pastPivot;
    boolean completed;
    boolean closed;
    boolean ended;

    State() {
        active = new BitSet();
        waiting = new BitSet();
        done = new BitSet();
        doubtful = new BitSet();
        lost = new BitSet();
        asked = new BitSet();
        variables = new BitSet();
    }

    private State(State other) {
        active = (BitSet) other.active.clone();
        waiting = (BitSet) other.waiting.clone();
        done = (BitSet) other.done.clone();
        doubtful = (BitSet) other.doubtful.clone();
        lost = (BitSet) other.lost.clone();
        asked = (BitSet) other.asked.clone();
        variables = (BitSet) other.variables.clone();
        committed = other.committed;
        pastPivot = other.pastPivot;
        completed = other.completed;
        closed = other.closed;
        ended = other.ended;
    }

    State copy() {
        return new State(this);
    }

    boolean isActive(Node node) {
        return active.get(node.index);
    }

    boolean isWaiting(Flow flow) {
        return waiting.get(flow.index());
    }

    boolean isDone(Node node) {
        return done.get(node.index);
    }

    List<Node> in(BitSet set, Net net) {
        return set.stream().mapToObj(net.nodes::get).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof State state
                && active.equals(state.active)
                && waiting.equals(state.waiting)
                && done.equals(state.done)
                && doubtful.equals(state.doubtful)
                && lost.equals(state.lost)
                && asked.equals(state.asked)
                && variables.equals(state.variables)
                && committed == state.committed
                && pastPivot == state.pastPivot
                && completed == state.completed
                && closed == state.closed
                && ended == state.ended;
    }

    @Override
    public int hashCode() {
        return Objects.hash(active, waiting, done, doubtful, lost, asked, variables, committed, pastPivot, ended);
    }
}
