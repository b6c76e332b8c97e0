package io.waybill.platform.model.values;

import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.ConditionExpression;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLoopCharacteristics;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeOutput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeScript;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.decision.Decisions;
import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.net.Variables;
import io.waybill.platform.model.source.FeelSyntax;
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
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that the variables of a process can have. Where the values of a variable are not known, such as those of a
 * decision that computes its answer, nothing is said about what reads it.
 */
public final class Values {

    /** Two rounds suffice for what depends on one other variable; more than that is rare. */
    private static final int ROUNDS = 4;

    private static final int MOST_SAMPLES = 40;

    private final Contract contract;
    private final Decisions decisions;
    private final Samples samples;
    private final Map<Node, FlowNode> elements = new LinkedHashMap<>();
    /** By variable, what all that write it can write, as far as it is known. */
    private Map<String, Set<Object>> written = Map.of();
    /** The variables that something writes. */
    private final Set<String> writers = new HashSet<>();
    /** The variables of which not all values are known. */
    private Set<String> unknown = new HashSet<>();

    private Values(Contract contract, Decisions decisions, Samples samples) {
        this.contract = contract;
        this.decisions = decisions;
        this.samples = samples;
    }

    /** For which of its answers a task is looked at. */
    public enum Answered {
        ANY,
        WITH_EFFECT,
        WITHOUT_EFFECT
    }

    /** The values of the variables of a process. */
    public static Values of(Process process, Net net, Contract contract, Decisions decisions) {
        Set<Object> constants = new LinkedHashSet<>();
        process.getModelInstance()
                .getModelElementsByType(ConditionExpression.class)
                .forEach(condition -> constants.addAll(FeelSyntax.literals(
                        FeelSyntax.read(condition.getTextContent().strip()))));
        Values values = new Values(contract, decisions, new Samples(constants));
        for (Node node : net.nodes()) {
            if (process.getModelInstance().getModelElementById(node.id()) instanceof FlowNode element) {
                values.elements.put(node, element);
            }
        }
        Set<String> changed = values.findMore();
        for (int round = 1; round < ROUNDS && !changed.isEmpty(); round++) {
            changed = values.findMore();
        }
        // What grows with each round, such as a counter, has more values than can be told.
        values.unknown.addAll(changed);
        return values;
    }

    /** Returns the variables of which something else is known than before. */
    private Set<String> findMore() {
        Set<String> notKnown = new HashSet<>();
        Map<String, Set<Object>> found = new HashMap<>();
        Map<String, Set<String>> kinds = new HashMap<>();
        elements.forEach((node, element) -> {
            Map<String, Optional<List<Object>>> writes = new LinkedHashMap<>(writtenBy(node, Answered.ANY));
            if (node.is(Kind.SUBPROCESS)) {
                writes.putAll(inputs(element, scope()).local());
            }
            writes.forEach((name, values) -> {
                writers.add(name);
                values.ifPresentOrElse(
                        some -> {
                            found.computeIfAbsent(name, one -> new LinkedHashSet<>())
                                    .addAll(some);
                            kinds.computeIfAbsent(name, one -> new HashSet<>()).add(Types.kindOf(some));
                        },
                        () -> notKnown.add(name));
            });
        });
        found.forEach((name, some) -> {
            // Who reads a variable that is used for different things knows which of them it is there.
            if (some.size() > MOST_SAMPLES
                    || Objects.requireNonNull(kinds.get(name)).size() > 1) {
                notKnown.add(name);
            }
        });
        Set<String> changed = writers.stream()
                .filter(name -> !Objects.equals(found.get(name), written.get(name))
                        || notKnown.contains(name) != unknown.contains(name))
                .collect(Collectors.toSet());
        written = found;
        unknown = notKnown;
        return changed;
    }

    /** Whether something writes a variable; otherwise it is null. */
    public boolean isWritten(String name) {
        return writers.contains(name);
    }

    /** Samples of a variable, from all that write it; a variable that nothing writes is null. */
    public Optional<List<Object>> samplesOf(String name) {
        if (!writers.contains(name)) {
            return Optional.of(Collections.singletonList(null));
        }
        return unknown.contains(name)
                ? Optional.empty()
                : Optional.ofNullable(written.get(name)).map(ArrayList::new);
    }

    /** What can be read outside tasks. */
    public Scope scope() {
        return new Scope(Map.of(), this::samplesOf);
    }

    /** What can be read in a task when it begins. */
    public Scope scope(Node node) {
        FlowNode element = elements.get(node);
        return element == null ? scope() : inputs(element, loop(element, scope()));
    }

    /** What the inputs of a task can read: the elements of its loop too. */
    Scope loop(FlowNode element, Scope around) {
        ZeebeLoopCharacteristics loop =
                element instanceof Activity activity && activity.getLoopCharacteristics() != null
                        ? activity.getLoopCharacteristics().getSingleExtensionElement(ZeebeLoopCharacteristics.class)
                        : null;
        if (loop == null) {
            return around;
        }
        Scope inside = around.with("loopCounter", Optional.of(List.of(1L, 2L)));
        return loop.getInputElement() == null ? inside : inside.with(loop.getInputElement(), elementsOf(loop, around));
    }

    /** The list for whose elements a task is repeated, as written. */
    public Optional<String> collectionOf(Node node) {
        return elements.get(node) instanceof Activity activity && activity.getLoopCharacteristics() != null
                ? Optional.ofNullable(activity.getLoopCharacteristics()
                                .getSingleExtensionElement(ZeebeLoopCharacteristics.class))
                        .map(ZeebeLoopCharacteristics::getInputCollection)
                : Optional.empty();
    }

    private static Optional<List<Object>> elementsOf(ZeebeLoopCharacteristics loop, Scope around) {
        return around.values(loop.getInputCollection()).map(lists -> {
            Set<Object> elements = new LinkedHashSet<>();
            lists.forEach(list -> {
                if (list instanceof Iterable<?> some) {
                    some.forEach(elements::add);
                }
            });
            return new ArrayList<>(elements);
        });
    }

    private Scope inputs(FlowNode element, Scope around) {
        Scope scope = around;
        for (ZeebeInput input : Variables.mapping(element, ZeebeIoMapping::getInputs)) {
            scope = scope.with(text(input.getTarget()), scope.values(input.getSource()));
        }
        return scope;
    }

    /** Passes each input of an element to a reader, with what it can read. */
    public void eachInput(Node node, BiConsumer<ZeebeInput, Scope> reader) {
        FlowNode element = elements.get(node);
        if (element != null) {
            Scope scope = loop(element, scope());
            for (ZeebeInput input : Variables.mapping(element, ZeebeIoMapping::getInputs)) {
                reader.accept(input, scope);
                scope = scope.with(text(input.getTarget()), scope.values(input.getSource()));
            }
        }
    }

    /** Passes each output of an element to a reader, with what it can read. */
    public void eachOutput(Node node, BiConsumer<ZeebeOutput, Scope> reader) {
        FlowNode element = elements.get(node);
        if (element != null) {
            Scope scope = answered(node, Answered.ANY);
            for (ZeebeOutput output : Variables.mapping(element, ZeebeIoMapping::getOutputs)) {
                reader.accept(output, scope);
                scope = scope.with(text(output.getTarget()), scope.values(output.getSource()));
            }
        }
    }

    /** What the outputs of a task can read: its answers too. */
    Scope answered(Node node, Answered answered) {
        FlowNode element = elements.get(node);
        Scope scope = scope(node);
        for (var answer : answers(node, element, scope, answered).entrySet()) {
            scope = scope.with(answer.getKey(), answer.getValue());
        }
        return scope;
    }

    /** What an element has written when it is left; what is empty is written with values that are not known. */
    public Map<String, Optional<List<Object>>> writtenBy(Node node, Answered answered) {
        FlowNode element = elements.get(node);
        if (element == null) {
            return Map.of();
        }
        List<ZeebeOutput> outputs = Variables.mapping(element, ZeebeIoMapping::getOutputs);
        if (outputs.isEmpty()) {
            return answers(node, element, scope(node), answered);
        }
        Map<String, Optional<List<Object>>> writes = new LinkedHashMap<>();
        // What a subprocess or a called process leaves behind is not followed.
        boolean isOpen = node.is(Kind.SUBPROCESS) || node.calls();
        Scope scope = answered(node, answered);
        for (ZeebeOutput output : outputs) {
            Optional<List<Object>> some = isOpen ? Optional.empty() : scope.values(output.getSource());
            scope = scope.with(text(output.getTarget()), some);
            writes.put(text(output.getTarget()), some);
        }
        return writes;
    }

    private Map<String, Optional<List<Object>>> answers(
            Node node, @Nullable FlowNode element, Scope scope, Answered answered) {
        Map<String, Optional<List<Object>>> answers = new LinkedHashMap<>();
        contract.job(node.jobType())
                .ifPresent(job -> job.answers(node.headers())
                        .forEach((name, type) ->
                                answers.put(name, answered(job, name, answered).or(() -> samples.of(type)))));
        if (node.trigger() == Trigger.MESSAGE) {
            Contract.Message message = contract.messages().get(node.code());
            if (message != null) {
                message.variables().forEach((name, type) -> answers.put(name, samples.of(type)));
            }
        }
        if (element != null) {
            ZeebeScript script = element.getSingleExtensionElement(ZeebeScript.class);
            if (script != null && script.getResultVariable() != null) {
                answers.put(script.getResultVariable(), scope.values(script.getExpression()));
            }
            ZeebeCalledDecision called = element.getSingleExtensionElement(ZeebeCalledDecision.class);
            if (called != null && called.getResultVariable() != null) {
                answers.put(
                        called.getResultVariable(),
                        called.getDecisionId() == null
                                ? Optional.empty()
                                : decisions.samplesOf(called.getDecisionId()));
            }
        }
        return answers;
    }

    /** The values of an answer with which a job has its effect, or has not; empty if that makes no difference. */
    private Optional<List<Object>> answered(Contract.Job job, String answer, Answered answered) {
        String condition = job.step().effectIf();
        if (answered == Answered.ANY || condition.isEmpty()) {
            return Optional.empty();
        }
        return Outcome.of(
                        FeelSyntax.expression(condition),
                        name -> samples.of(Objects.requireNonNull(job.writes().get(name))))
                .map(outcomes -> outcomes.stream()
                        .filter(outcome ->
                                Boolean.TRUE.equals(outcome.result().value()) == (answered == Answered.WITH_EFFECT))
                        .filter(outcome -> outcome.given().containsKey(answer))
                        .map(outcome -> outcome.given().get(answer))
                        .distinct()
                        .toList())
                .filter(some -> !some.isEmpty());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
