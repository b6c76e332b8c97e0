package io.waybill.platform.model.net;

import io.waybill.platform.model.net.Net.Flow;
import io.waybill.platform.model.net.Net.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An element of a process that tokens reach. {@link NetBuilder} fills it in; after that it does not change. */
public final class Node {

    private final int index;
    private final String id;
    private final String name;
    private final Kind kind;
    private final Scope scope;
    final List<Flow> incoming = new ArrayList<>();
    final List<Flow> outgoing = new ArrayList<>();
    final List<Node> boundaries = new ArrayList<>();
    final Map<String, String> headers = new HashMap<>();
    Trigger trigger = Trigger.NONE;
    String code = "";
    String jobType = "";
    boolean interrupting = true;
    boolean multiInstance;
    boolean calls;
    boolean firesOnce;
    boolean forCompensation;

    @Nullable
    Scope inner;

    @Nullable
    Node attachedTo;

    @Nullable
    Node undo;

    @Nullable
    Node undoOnly;

    @Nullable
    Flow byDefault;

    Node(int index, String id, String name, Kind kind, Scope scope) {
        this.index = index;
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.scope = scope;
    }

    /** What a node does with a token. */
    public enum Kind {
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
    public enum Trigger {
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

    /** Its place among the {@linkplain Net#nodes() nodes} of the net. */
    public int index() {
        return index;
    }

    public String id() {
        return id;
    }

    /** In the model; empty if it has none. */
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public boolean is(Kind one) {
        return kind == one;
    }

    public Scope scope() {
        return scope;
    }

    public List<Flow> incoming() {
        return incoming;
    }

    public List<Flow> outgoing() {
        return outgoing;
    }

    /** The events that are attached to it. */
    public List<Node> boundaries() {
        return boundaries;
    }

    public Trigger trigger() {
        return trigger;
    }

    /** The code of an error or escalation, or the name of a link or message; empty stands for any. */
    public String code() {
        return code;
    }

    public String jobType() {
        return jobType;
    }

    /** The task headers, for the job's worker. */
    public Map<String, String> headers() {
        return headers;
    }

    public boolean isInterrupting() {
        return interrupting;
    }

    public boolean isMultiInstance() {
        return multiInstance;
    }

    /** For a timer that interrupts nothing: whether it occurs only once while its activity or scope lasts. */
    public boolean firesOnce() {
        return firesOnce;
    }

    /** Whether it is a call activity. */
    public boolean calls() {
        return calls;
    }

    /** Whether it is a compensation, which no flow reaches. */
    public boolean isForCompensation() {
        return forCompensation;
    }

    public boolean hasInside() {
        return inner != null;
    }

    /** The inside of a subprocess. */
    public Scope inner() {
        return Objects.requireNonNull(inner);
    }

    public @Nullable Node attachedTo() {
        return attachedTo;
    }

    /** What a boundary event is attached to. */
    public Node host() {
        return Objects.requireNonNull(attachedTo);
    }

    /** The compensation that undoes it. */
    public @Nullable Node undo() {
        return undo;
    }

    /** For a compensation throw event: the only activity to undo; null for all. */
    public @Nullable Node undoOnly() {
        return undoOnly;
    }

    public @Nullable Flow byDefault() {
        return byDefault;
    }

    /** For an event subprocess: the start event that catches this. */
    public Optional<Node> startedBy(Trigger thrown, String thrownCode) {
        return inner().starts()
                .filter(start -> start.trigger == thrown && start.catches(thrownCode))
                .findFirst();
    }

    /** For an activity: the boundary event that catches this. */
    public Optional<Node> boundaryFor(Trigger thrown, String thrownCode) {
        return boundaries.stream()
                .filter(event -> event.trigger == thrown && event.catches(thrownCode))
                .findFirst();
    }

    private boolean catches(String thrownCode) {
        return code.isEmpty() || code.equals(thrownCode);
    }

    public boolean takesTime() {
        return kind == Kind.ACTIVITY || kind == Kind.CATCH || kind == Kind.EVENT_BASED;
    }

    /** A parallel gateway waits for all its incoming flows. */
    public boolean joins() {
        return kind == Kind.PARALLEL && incoming.size() > 1;
    }

    @Override
    public String toString() {
        return name.isBlank() ? id : name;
    }
}
