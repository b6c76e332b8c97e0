package io.waybill.platform.model;

import io.waybill.platform.model.Net.Flow;
import io.waybill.platform.model.Net.Node;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an instance of a process stands, as far as it matters to what can come. */
final class State {

    /** The nodes that something goes on in or waits at. */
    final BitSet active;
    /** The flows whose token waits in front of a join. */
    final BitSet waiting;
    /** The activities that were completed and whose undo would run. */
    final BitSet done;
    /** The steps that were interrupted: whether they had their effect nobody knows. */
    final BitSet doubtful;
    /** The steps whose effect is there, and whose undo will never run. */
    final BitSet lost;
    /** The steps that were asked for, undone or not: asked for again with the same key, they do nothing. */
    final BitSet asked;
    /** The variables that are set for certain. */
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
