package io.waybill.platform.model.net;

import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.ReceiveTask;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLoopCharacteristics;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeOutput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeScript;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.decision.Decisions;
import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.source.FeelSyntax;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** Which variables the elements of a process read when they are entered, and which they have set when they are left. */
public final class Variables {

    private static final BitSet NONE = new BitSet();

    private final List<String> names = new ArrayList<>();
    private final Map<Node, BitSet> written = new HashMap<>();
    private final Map<Node, Set<Integer>> read = new HashMap<>();
    private final Contract contract;
    private final Decisions decisions;
    private final Map<String, FlowNode> elements = new HashMap<>();

    private Variables(Contract contract, Decisions decisions) {
        this.contract = contract;
        this.decisions = decisions;
    }

    public static Variables of(Process process, Net net, Contract contract, Decisions decisions) {
        Variables variables = new Variables(contract, decisions);
        net.nodes().forEach(node -> {
            if (process.getModelInstance().getModelElementById(node.id()) instanceof FlowNode element) {
                variables.elements.put(node.id(), element);
            }
        });
        net.nodes().forEach(variables::describe);
        return variables;
    }

    private void describe(Node node) {
        FlowNode element = elements.get(node.id());
        if (element == null) {
            return;
        }
        written.put(node, numbers(writes(node, element)));
        LinkedHashSet<String> needs = new LinkedHashSet<>(reads(node, element));
        switch (node.kind()) {
            case EVENT_BASED -> node.outgoing().forEach(flow -> needs.addAll(waitsBy(flow.target())));
            case SUBPROCESS -> needs.addAll(waitsInside(node.inner()));
            case START -> {
                if (node.scope().owner() == null) {
                    // They are waited for from the beginning, but after the start event has set its variables.
                    node.outgoing()
                            .forEach(flow -> read.computeIfAbsent(flow.target(), target -> new LinkedHashSet<>())
                                    .addAll(indexes(waitsInside(node.scope()))));
                }
            }
            default -> {}
        }
        node.boundaries().forEach(event -> needs.addAll(waitsBy(event)));
        read.computeIfAbsent(node, one -> new LinkedHashSet<>()).addAll(indexes(needs));
    }

    private Set<String> waitsInside(Scope scope) {
        Set<String> needs = new LinkedHashSet<>();
        scope.eventSubprocesses()
                .forEach(inside -> inside.inner().starts().forEach(start -> needs.addAll(waitsBy(start))));
        return needs;
    }

    /** The variables that it takes to wait for an event. */
    private Set<String> waitsBy(Node event) {
        Set<String> needs = new LinkedHashSet<>();
        if (elements.get(event.id()) instanceof CatchEvent element) {
            for (EventDefinition definition : element.getEventDefinitions()) {
                switch (definition) {
                    case TimerEventDefinition timer -> times(timer).forEach(time -> needs.addAll(needs(time)));
                    case MessageEventDefinition message -> needs.addAll(key(message.getMessage()));
                    default -> {}
                }
            }
        }
        return needs;
    }

    /** When a timer occurs: durations, dates and cycles, as texts or expressions. */
    public static List<String> times(TimerEventDefinition timer) {
        return Stream.of(timer.getTimeDuration(), timer.getTimeDate(), timer.getTimeCycle())
                .filter(time -> time != null)
                .map(ModelElementInstance::getTextContent)
                .toList();
    }

    private static Set<String> key(@Nullable Message message) {
        ZeebeSubscription subscription =
                message == null ? null : message.getSingleExtensionElement(ZeebeSubscription.class);
        return subscription == null ? Set.of() : needs(subscription.getCorrelationKey());
    }

    private Set<String> reads(Node node, FlowNode element) {
        Set<String> reads = new LinkedHashSet<>();
        Set<String> local = new LinkedHashSet<>();
        if (node.is(Kind.CATCH)) {
            reads.addAll(waitsBy(node));
        }
        if (element instanceof ReceiveTask receive) {
            reads.addAll(key(receive.getMessage()));
        }
        if (element instanceof Activity activity && activity.getLoopCharacteristics() != null) {
            ZeebeLoopCharacteristics loop =
                    activity.getLoopCharacteristics().getSingleExtensionElement(ZeebeLoopCharacteristics.class);
            if (loop != null) {
                reads.addAll(needs(loop.getInputCollection()));
                local.add(String.valueOf(loop.getInputElement()));
                local.add("loopCounter");
            }
        }
        for (ZeebeInput input : mapping(element, ZeebeIoMapping::getInputs)) {
            Set<String> source = new LinkedHashSet<>(needs(input.getSource()));
            source.removeAll(local);
            reads.addAll(source);
            local.add(input.getTarget());
        }
        ZeebeScript script = element.getSingleExtensionElement(ZeebeScript.class);
        if (script != null) {
            reads.addAll(without(needs(script.getExpression()), local));
        }
        ZeebeCalledDecision called = element.getSingleExtensionElement(ZeebeCalledDecision.class);
        if (called != null) {
            reads.addAll(needs(called.getDecisionId()));
            reads.addAll(without(decisions.readBy(called.getDecisionId()), local));
        }
        contract.job(node.jobType()).ifPresent(job -> reads.addAll(without(job.needs(), local)));
        if (node.is(Kind.EXCLUSIVE) || node.is(Kind.INCLUSIVE)) {
            for (SequenceFlow flow : element.getOutgoing()) {
                if (flow.getConditionExpression() != null) {
                    reads.addAll(needs(flow.getConditionExpression().getTextContent()));
                }
            }
        }
        Set<String> answered = new LinkedHashSet<>(local);
        contract.job(node.jobType())
                .ifPresent(job -> answered.addAll(job.answers(node.headers()).keySet()));
        answered.addAll(message(node));
        resultOf(element).ifPresent(answered::add);
        if (!node.is(Kind.SUBPROCESS) && !node.calls()) {
            for (ZeebeOutput output : mapping(element, ZeebeIoMapping::getOutputs)) {
                reads.addAll(without(needs(output.getSource()), answered));
                answered.add(output.getTarget());
            }
        }
        return reads;
    }

    /** The inputs or the outputs of an element. They may have no source and no target. */
    public static <T extends ZeebeMapping> List<T> mapping(
            BaseElement element, Function<ZeebeIoMapping, Collection<T>> side) {
        ZeebeIoMapping mapping = element.getSingleExtensionElement(ZeebeIoMapping.class);
        return mapping == null ? List.of() : List.copyOf(side.apply(mapping));
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new LinkedHashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static Optional<String> resultOf(BaseElement element) {
        ZeebeCalledDecision decision = element.getSingleExtensionElement(ZeebeCalledDecision.class);
        if (decision != null) {
            return Optional.ofNullable(decision.getResultVariable());
        }
        ZeebeScript script = element.getSingleExtensionElement(ZeebeScript.class);
        return Optional.ofNullable(script == null ? null : script.getResultVariable());
    }

    private Set<String> message(Node node) {
        Contract.Message message =
                node.trigger() == Node.Trigger.MESSAGE ? contract.messages().get(node.code()) : null;
        return message == null ? Set.of() : message.variables().keySet();
    }

    private Set<String> writes(Node node, FlowNode element) {
        List<ZeebeOutput> outputs = mapping(element, ZeebeIoMapping::getOutputs);
        if (!outputs.isEmpty()) {
            Set<String> targets = new LinkedHashSet<>();
            outputs.forEach(output -> targets.add(output.getTarget()));
            return targets;
        }
        Set<String> writes = new LinkedHashSet<>(message(node));
        contract.job(node.jobType())
                .ifPresent(job -> writes.addAll(job.answers(node.headers()).keySet()));
        resultOf(element).ifPresent(writes::add);
        return writes;
    }

    private static Set<String> needs(@Nullable String expression) {
        return expression == null
                ? Set.of()
                : FeelSyntax.read(expression.strip()).needs();
    }

    private Set<Integer> indexes(Set<String> some) {
        Set<Integer> indexes = new LinkedHashSet<>();
        some.forEach(name -> indexes.add(index(name)));
        return indexes;
    }

    private BitSet numbers(Set<String> some) {
        BitSet numbers = new BitSet();
        indexes(some).forEach(numbers::set);
        return numbers;
    }

    private int index(String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
        return names.indexOf(name);
    }

    public String name(int index) {
        return names.get(index);
    }

    public BitSet writtenBy(Node node) {
        return written.getOrDefault(node, NONE);
    }

    /** The names of what it has set when it is left. */
    public List<String> namesWrittenBy(Node node) {
        return writtenBy(node).stream().mapToObj(this::name).toList();
    }

    public Set<Integer> readBy(Node node) {
        return read.getOrDefault(node, Set.of());
    }
}
