package io.waybill.platform.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process as a graph: what of BPMN counts for where its tokens can go. */
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
        /** Takes its token, and does what its trigger says. */
        END,
        TERMINATE,
        /** Passes its token on, and does what its trigger says. */
        THROW,
        /** A task, or a process that is called: it takes time. */
        ACTIVITY,
        SUBPROCESS,
        EVENT_SUBPROCESS,
        /** Waits for its trigger. */
        CATCH,
        /** Is attached to an activity and waits for its trigger while that goes on. */
        BOUNDARY,
        EXCLUSIVE,
        PARALLEL,
        INCLUSIVE,
        /** Waits for the first of the events behind it. */
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

    /** An element that tokens come to. */
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
        /** Of an error or an escalation its code, of a link its name, of a message its name; empty stands for any. */
        String code = "";

        boolean interrupting = true;
        boolean multiInstance;
        boolean calls;
        /** Whether it is an undo, reached by no flow. */
        boolean forCompensation;

        @Nullable
        Scope inner;

        @Nullable
        Node attachedTo;
        /** What undoes it. */
        @Nullable
        Node undo;
        /** Of a compensation throw: the only activity that is to be undone. */
        @Nullable
        Node undoOnly;

        String jobType = "";

        /** What its task is headed with, for the job's worker. */
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

        /** What is inside of a subprocess. */
        Scope inner() {
            return Objects.requireNonNull(inner);
        }

        /** What a boundary event is attached to. */
        Node host() {
            return Objects.requireNonNull(attachedTo);
        }

        /** Of an event subprocess: what starts it. */
        Optional<Node> startedBy(Trigger thrown, String thrownCode) {
            return inner().starts()
                    .filter(start -> start.trigger == thrown && start.catches(thrownCode))
                    .findFirst();
        }

        /** Of an activity: what catches that at its boundary. */
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

        /** A parallel gateway waits for all that come in. */
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

    /** The process itself, or what is inside of a subprocess. */
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

        /** Where a token begins: the start that waits for nothing inside, the only one outside. */
        Optional<Node> start() {
            return starts().findFirst();
        }

        Stream<Node> starts() {
            return nodes.stream().filter(node -> node.is(Kind.START));
        }

        /** All nodes in it and in the subprocesses of it, the event subprocesses included. */
        Stream<Node> all() {
            return nodes.stream()
                    .flatMap(node ->
                            node.inner == null ? Stream.of(node) : Stream.concat(Stream.of(node), node.inner.all()));
        }

        /** Whether a throw in it undoes this one: one of its own, or of what it belongs to. */
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

    /** The scopes that are going on, the inner ones first. */
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
