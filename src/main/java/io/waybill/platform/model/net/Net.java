package io.waybill.platform.model.net;

import io.camunda.zeebe.model.bpmn.instance.Process;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process as a graph: the parts of BPMN that decide where its tokens can go. */
public final class Net {

    private final String id;
    private final Scope root = new Scope(null, null);
    final List<Node> nodes = new ArrayList<>();
    final List<Flow> flows = new ArrayList<>();
    private final List<Node> withInside = new ArrayList<>();

    Net(String id) {
        this.id = id;
    }

    /** The graph of a process. */
    public static Net of(Process process) {
        return NetBuilder.of(process);
    }

    public String id() {
        return id;
    }

    /** The inside of the process itself. */
    public Scope root() {
        return root;
    }

    /** To be called when it is complete. */
    Net index() {
        nodes.forEach(node -> {
            node.scope().indexes.set(node.index());
            node.incoming().forEach(flow -> node.scope().arrows.set(flow.index()));
            if (node.hasInside()) {
                withInside.add(node);
            }
        });
        return this;
    }

    /** The subprocesses, outer ones before inner ones. */
    public List<Node> withInside() {
        return withInside;
    }

    /** All nodes, each at its {@link Node#index()}. */
    public List<Node> nodes() {
        return nodes;
    }

    public List<Flow> flows() {
        return flows;
    }

    /** An arrow between two nodes. */
    public record Flow(int index, String id, String name, Node source, Node target) {

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
    public static final class Scope {

        private final @Nullable Node owner;
        private final @Nullable Scope parent;
        final List<Node> nodes = new ArrayList<>();
        final List<Node> eventSubprocesses = new ArrayList<>();
        private final BitSet indexes = new BitSet();
        private final BitSet arrows = new BitSet();

        Scope(@Nullable Node owner, @Nullable Scope parent) {
            this.owner = owner;
            this.parent = parent;
        }

        /** The subprocess that it is the inside of; null for the process itself. */
        public @Nullable Node owner() {
            return owner;
        }

        public @Nullable Scope parent() {
            return parent;
        }

        public List<Node> nodes() {
            return nodes;
        }

        public List<Node> eventSubprocesses() {
            return eventSubprocesses;
        }

        public boolean isOfEventSubprocess() {
            return owner != null && owner.is(Node.Kind.EVENT_SUBPROCESS);
        }

        public boolean isOfSubprocess() {
            return owner != null && owner.is(Node.Kind.SUBPROCESS);
        }

        /** The places of its nodes among all of the net. */
        public BitSet indexes() {
            return indexes;
        }

        /** The places of the arrows to its nodes among all of the net. */
        public BitSet arrows() {
            return arrows;
        }

        /** Where a token begins: the first start event. */
        public Optional<Node> start() {
            return starts().findFirst();
        }

        public Stream<Node> starts() {
            return nodes.stream().filter(node -> node.is(Node.Kind.START));
        }

        /** All nodes in it and in its subprocesses, event subprocesses included. */
        public Stream<Node> all() {
            return nodes.stream()
                    .flatMap(node -> Stream.concat(
                            Stream.of(node), node.hasInside() ? node.inner().all() : Stream.empty()));
        }

        /**
         * Whether a throw event in it undoes this step: one of its own or, for an event subprocess, of the scope around
         * it.
         */
        public boolean reaches(Node step) {
            return contains(step) || (isOfEventSubprocess() && parent != null && parent.contains(step));
        }

        public boolean contains(Node node) {
            for (Scope at = node.scope(); at != null; at = at.parent) {
                if (at == this) {
                    return true;
                }
            }
            return false;
        }
    }
}
