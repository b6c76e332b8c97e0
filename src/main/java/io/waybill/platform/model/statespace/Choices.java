package io.waybill.platform.model.statespace;

import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Net.Flow;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.source.FeelSyntax;
import io.waybill.platform.model.source.FeelSyntax.Expression;
import io.waybill.platform.model.values.Combinations;
import io.waybill.platform.model.values.Values;
import io.waybill.platform.model.values.Values.Answered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which ways questions can take, for the values that their variables have in a state. A way that depends on values that
 * are not known, or on more than comparisons with constants, can always be taken.
 */
final class Choices {

    private final Values values;
    private final Map<Flow, Expression> conditions = new HashMap<>();
    /** The lists over which tasks are repeated. */
    private final Map<Node, Expression> loops = new HashMap<>();
    /** The elements that write what a question depends on. */
    private final Map<Node, Set<Node>> trusted = new HashMap<>();
    /** The variables on which a way depends. */
    private final Set<String> tracked = new HashSet<>();

    private final Map<List<Object>, Map<String, Optional<List<Object>>>> written = new HashMap<>();
    private final Map<List<Object>, Map<Flow, Map<String, List<Object>>>> ways = new HashMap<>();

    /**
     * A way that can be taken.
     *
     * @param values what its variables are if it is taken
     * @param trusted the steps whose answers lead there by conditions that cannot be followed: whoever drew them knows
     */
    record Choice(List<Flow> flows, Map<String, List<Object>> values, Set<Node> trusted) {}

    Choices(Process process, Net net, Values values) {
        this.values = values;
        Map<String, Set<Node>> writers = new HashMap<>();
        net.nodes()
                .forEach(node -> values.writtenBy(node, Answered.ANY)
                        .keySet()
                        .forEach(name -> writers.computeIfAbsent(name, one -> new HashSet<>())
                                .add(node)));
        for (Flow flow : net.flows()) {
            if (flow.source().is(Kind.EXCLUSIVE)
                    && flow.source().outgoing().size() > 1
                    && process.getModelInstance().getModelElementById(flow.id()) instanceof SequenceFlow sequence
                    && sequence.getConditionExpression() != null) {
                String text = sequence.getConditionExpression().getTextContent();
                track(text).ifPresent(one -> conditions.put(flow, one));
                FeelSyntax.read(text.strip())
                        .reads()
                        .forEach(name -> trusted.computeIfAbsent(flow.source(), one -> new HashSet<>())
                                .addAll(writers.getOrDefault(name, Set.of())));
            }
        }
        for (Node node : net.nodes()) {
            if (node.isMultiInstance()) {
                values.collectionOf(node).flatMap(this::track).ifPresent(one -> loops.put(node, one));
            }
        }
        net.nodes().stream()
                .filter(node -> node.is(Kind.SUBPROCESS))
                .forEach(node -> values.eachInput(node, (input, scope) -> tracked.remove(input.getTarget())));
    }

    private Optional<Expression> track(String text) {
        Expression expression = FeelSyntax.read(text.strip());
        if (!text.strip().startsWith("=") || !expression.isRight() || !expression.isComparison()) {
            return Optional.empty();
        }
        tracked.addAll(expression.reads());
        return Optional.of(expression);
    }

    /** What a state knows of variables when an element is left. */
    void leave(Node node, Answered answered, State state) {
        if (node.calls()) {
            state.values = Map.of();
            return;
        }
        Map<String, Optional<List<Object>>> writes =
                written.computeIfAbsent(List.of(node, answered), key -> writes(node, answered));
        if (!writes.isEmpty()) {
            Map<String, List<Object>> known = new HashMap<>(state.values);
            writes.forEach((name, some) -> some.filter(one -> !node.isMultiInstance())
                    .ifPresentOrElse(one -> known.put(name, one), () -> known.remove(name)));
            state.values = known;
        }
    }

    private Map<String, Optional<List<Object>>> writes(Node node, Answered answered) {
        Map<String, Optional<List<Object>>> writes = new LinkedHashMap<>(values.writtenBy(node, answered));
        writes.keySet().retainAll(tracked);
        return writes;
    }

    /** Whether a repeated task may have nothing to do. */
    boolean mayBeEmpty(Node node, State state) {
        Expression loop = loops.get(node);
        return loop == null
                || combinations(loop.reads(), state)
                        .map(all -> all.stream().anyMatch(one -> isEmpty(value(loop, one))))
                        .orElse(true);
    }

    private static boolean isEmpty(@Nullable Object list) {
        return list instanceof Iterable<?> some && !some.iterator().hasNext();
    }

    /** The ways that a question can take. */
    List<Choice> at(Node gateway, State state) {
        List<Flow> asked = asked(gateway);
        Map<String, List<Object>> known = new HashMap<>();
        asked.forEach(flow -> readBy(flow).forEach(name -> {
            List<Object> some = state.values.get(name);
            if (some != null) {
                known.put(name, some);
            }
        }));
        Map<Flow, Map<String, List<Object>>> taken =
                ways.computeIfAbsent(List.of(gateway, known), key -> ways(gateway, asked, state));
        if (taken.isEmpty()) {
            return gateway.outgoing().stream()
                    .map(flow -> new Choice(List.of(flow), state.values, trusted.getOrDefault(gateway, Set.of())))
                    .toList();
        }
        return taken.entrySet().stream()
                .map(way -> new Choice(List.of(way.getKey()), with(state, way.getValue()), Set.of()))
                .toList();
    }

    private static List<Flow> asked(Node gateway) {
        return gateway.outgoing().stream()
                .filter(flow -> !flow.equals(gateway.byDefault()))
                .toList();
    }

    private Set<String> readBy(Flow flow) {
        Expression condition = conditions.get(flow);
        return condition == null ? Set.of() : condition.reads();
    }

    /**
     * The ways that can be taken, each with what its variables then are; none if that cannot be told, or if something is
     * wrong with the conditions, which other rules tell.
     */
    private Map<Flow, Map<String, List<Object>>> ways(Node gateway, List<Flow> asked, State state) {
        Map<Flow, Map<String, List<Object>>> taken = new LinkedHashMap<>();
        if (!conditions.keySet().containsAll(asked)) {
            return taken;
        }
        Set<String> reads = new LinkedHashSet<>();
        asked.forEach(flow -> reads.addAll(readBy(flow)));
        for (Map<String, Object> one : combinations(reads, state).orElse(List.of())) {
            way(gateway, asked, one).ifPresent(flow -> {
                Map<String, List<Object>> values = taken.computeIfAbsent(flow, some -> new HashMap<>());
                one.forEach((name, value) -> {
                    List<Object> some = values.computeIfAbsent(name, key -> new ArrayList<>());
                    if (!some.contains(value)) {
                        some.add(value);
                    }
                });
            });
        }
        return taken;
    }

    private static Map<String, List<Object>> with(State state, Map<String, List<Object>> narrowed) {
        Map<String, List<Object>> known = new HashMap<>(state.values);
        known.putAll(narrowed);
        return known;
    }

    /** Empty if there is an incident: no condition holds, or one is neither yes nor no. */
    private Optional<Flow> way(Node gateway, List<Flow> asked, Map<String, Object> one) {
        for (Flow flow : asked) {
            Object value = value(Objects.requireNonNull(conditions.get(flow)), one);
            if (!(value instanceof Boolean)) {
                return Optional.empty();
            }
            if (value.equals(true)) {
                return Optional.of(flow);
            }
        }
        return Optional.ofNullable(gateway.byDefault());
    }

    private static @Nullable Object value(Expression expression, Map<String, Object> given) {
        return FeelSyntax.evaluate(expression, given).value();
    }

    private Optional<List<Map<String, Object>>> combinations(Set<String> names, State state) {
        return Combinations.of(
                names,
                name -> values.isWritten(name)
                        ? Optional.ofNullable(state.values.get(name))
                        : Optional.of(Collections.singletonList(null)));
    }
}
