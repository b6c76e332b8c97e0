package io.waybill.platform.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process as a graph: the parts of BPMN that decide where its tokens can go. */
final class Net {

    final String id;
    final List<Node> nodes = new ArrayList<>();
    final List<Flow> flows = new ArrayList<>();
    final Scope root;

    Net(String id) {
        this.id = id;
        this.root = new Scope(null, null);
    }

    /** What a node does with a token. */
    enum Kind {
        START,
        /** Consumes its token, and does what its trigger says. */
        END,
        TERMINATE,
        /** Passes its token on, and does what its trigger says. */
        THROW,
        /** A task or a called process: it takes time. */
        ACTIVITY,
        SUBPROCESS,
        EVENT_SUBPROCESS,
        /** Waits for its trigger. */
        CATCH,
        /** Is attached to an activity and waits for its trigger while that runs. */
        BOUNDARY,
        EXCLUSIVE,
        PARALLEL,
        INCLUSIVE,
        /** Waits for the first of the events after it. */
        EVENT_BASED
    }

    /** What an event waits for or throws. */
    enum Trigger {
        NONE,
        MESSAGE,
        TIMER,
        SIGNAL,
        CONDITION,
        ERROR,
        ESCALATION,
        COMPENSATION,
        LINK
    }

    /** An element that tokens reach. */
    static final class Node {
        final int index;
        final String id;
        final String name;
        final Kind kind;
        final Scope scope;
        final List<Flow> incoming = new ArrayList<>();
        final List<Flow> outgoing = new ArrayList<>();
        final List<Node> boundaries = new ArrayList<>();
        Trigger trigger = Trigger.NONE;
        /** The code of an error or escalation, or the name of a link or message; empty stands for any. */
        String code = "";

        boolean interrupting = true;
        boolean multiInstance;
        boolean calls;
        /** Whether it is a compensation, which no flow reaches. */
        boolean forCompensation;

        @Nullable
        Scope inner;

        @Nullable
        Node attachedTo;
        /** The compensation that undoes it. */
        @Nullable
        Node undo;
        /** For a compensation throw event: the only activity to undo; null for all. */
        @Nullable
        Node undoOnly;

        String jobType = "";

        /** The task headers, for the job's worker. */
        final Map<String, String> headers = new HashMap<>();

        @Nullable
        Flow byDefault;

        Node(int index, String id, String name, Kind kind, Scope scope) {
            this.index = index;
            this.id = id;
            this.name = name;
            this.kind = kind;
            this.scope = scope;
        }

        boolean is(Kind one) {
            return kind == one;
        }

        /** The inside of a subprocess. */
        Scope inner() {
            return Objects.requireNonNull(inner);
        }

        /** What a boundary event is attached to. */
        Node host() {
            return Objects.requireNonNull(attachedTo);
        }

        /** For an event subprocess: the start event that catches this. */
        Optional<Node> startedBy(Trigger thrown, String thrownCode) {
            return inner().starts()
                    .filter(start -> start.trigger == thrown && start.catches(thrownCode))
                    .findFirst();
        }

        /** For an activity: the boundary event that catches this. */
        Optional<Node> boundaryFor(Trigger thrown, String thrownCode) {
            return boundaries.stream()
                    .filter(event -> event.trigger == thrown && event.catches(thrownCode))
                    .findFirst();
        }

        private boolean catches(String thrownCode) {
            return code.isEmpty() || code.equals(thrownCode);
        }

        boolean takesTime() {
            return kind == Kind.ACTIVITY || kind == Kind.CATCH || kind == Kind.EVENT_BASED;
        }

        /** A parallel gateway waits for all its incoming flows. */
        boolean joins() {
            return kind == Kind.PARALLEL && incoming.size() > 1;
        }

        @Override
        public String toString() {
            return name.isBlank() ? id : name;
        }
    }

    record Flow(int index, String id, String name, Node source, Node target) {

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return index;
        }
    }

    /** The process itself, or the inside of a subprocess. */
    static final class Scope {
        final @Nullable Node owner;
        final @Nullable Scope parent;
        final List<Node> nodes = new ArrayList<>();
        final List<Node> eventSubprocesses = new ArrayList<>();

        Scope(@Nullable Node owner, @Nullable Scope parent) {
            this.owner = owner;
            this.parent = parent;
        }

        boolean isOfEventSubprocess() {
            return owner != null && owner.is(Kind.EVENT_SUBPROCESS);
        }

        boolean isOfSubprocess() {
            return owner != null && owner.is(Kind.SUBPROCESS);
        }

        /** Where a token begins: the first start event. */
        Optional<Node> start() {
            return starts().findFirst();
        }

        Stream<Node> starts() {
            return nodes.stream().filter(node -> node.is(Kind.START));
        }

        /** All nodes in it and in its subprocesses, event subprocesses included. */
        Stream<Node> all() {
            return nodes.stream()
                    .flatMap(node ->
                            node.inner == null ? Stream.of(node) : Stream.concat(Stream.of(node), node.inner.all()));
        }

        /**
         * Whether a throw event in it undoes this step: one of its own or, for an event subprocess, of the scope around
         * it.
         */
        boolean reaches(Node step) {
            return contains(step) || (isOfEventSubprocess() && parent != null && parent.contains(step));
        }

        boolean contains(Node node) {
            for (Scope at = node.scope; at != null; at = at.parent) {
                if (at == this) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The active scopes, the inner ones first. */
    List<Scope> live(State state) {
        List<Scope> live = new ArrayList<>();
        for (Node node : nodes) {
            if (node.inner != null && state.isActive(node)) {
                live.addFirst(node.inner);
            }
        }
        if (!state.ended) {
            live.add(root);
        }
        return live;
    }
}
