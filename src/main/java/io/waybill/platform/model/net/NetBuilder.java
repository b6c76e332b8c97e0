package io.waybill.platform.model.net;

import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.Association;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.CallActivity;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.CompensateEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ConditionalEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.ErrorEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.EscalationEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.EventBasedGateway;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.InclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.IntermediateCatchEvent;
import io.camunda.zeebe.model.bpmn.instance.IntermediateThrowEvent;
import io.camunda.zeebe.model.bpmn.instance.LinkEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ParallelGateway;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.ReceiveTask;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.SignalEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.TerminateEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ThrowEvent;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import io.waybill.platform.model.net.Net.Flow;
import io.waybill.platform.model.net.Net.Scope;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.net.Node.Trigger;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the graph of a process. */
final class NetBuilder {

    private final Net net;
    private final Map<String, Node> nodes = new HashMap<>();

    private NetBuilder(Net net) {
        this.net = net;
    }

    static Net of(Process process) {
        NetBuilder builder = new NetBuilder(new Net(process.getId()));
        builder.addNodes(process.getFlowElements(), builder.net.root());
        builder.connect(process.getFlowElements());
        process.getModelInstance().getModelElementsByType(Association.class).forEach(builder::attachUndo);
        return builder.net.index();
    }

    private void addNodes(Collection<FlowElement> elements, Scope scope) {
        for (FlowElement element : elements) {
            if (element instanceof FlowNode flowNode) {
                Node node =
                        new Node(net.nodes.size(), flowNode.getId(), text(flowNode.getName()), kindOf(flowNode), scope);
                net.nodes.add(node);
                scope.nodes.add(node);
                nodes.put(node.id(), node);
                describe(flowNode, node);
                if (flowNode instanceof SubProcess inside) {
                    node.inner = new Scope(node, scope);
                    if (node.is(Kind.EVENT_SUBPROCESS)) {
                        scope.eventSubprocesses.add(node);
                    }
                    addNodes(inside.getFlowElements(), node.inner);
                }
            }
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").strip();
    }

    /** What engines compare, blanks included. */
    private static String exact(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static Kind kindOf(FlowNode node) {
        return switch (node) {
            case SubProcess inside -> inside.triggeredByEvent() ? Kind.EVENT_SUBPROCESS : Kind.SUBPROCESS;
            case Activity activity -> Kind.ACTIVITY;
            case StartEvent start -> Kind.START;
            case EndEvent end ->
                definition(end.getEventDefinitions()) instanceof TerminateEventDefinition
                        ? Kind.TERMINATE
                        // It sends its message by a job, so it takes time.
                        : isJob(end) ? Kind.ACTIVITY : Kind.END;
            case IntermediateThrowEvent thrown -> isJob(thrown) ? Kind.ACTIVITY : Kind.THROW;
            case IntermediateCatchEvent caught -> Kind.CATCH;
            case BoundaryEvent boundary -> Kind.BOUNDARY;
            case ExclusiveGateway gateway -> Kind.EXCLUSIVE;
            case ParallelGateway gateway -> Kind.PARALLEL;
            case InclusiveGateway gateway -> Kind.INCLUSIVE;
            case EventBasedGateway gateway -> Kind.EVENT_BASED;
            default -> Kind.ACTIVITY;
        };
    }

    private static boolean isJob(BaseElement element) {
        return element.getSingleExtensionElement(ZeebeTaskDefinition.class) != null;
    }

    private static @Nullable EventDefinition definition(Collection<EventDefinition> definitions) {
        return definitions.isEmpty() ? null : definitions.iterator().next();
    }

    private void describe(FlowNode element, Node node) {
        ZeebeTaskDefinition job = element.getSingleExtensionElement(ZeebeTaskDefinition.class);
        node.jobType = job == null ? "" : exact(job.getType());
        ZeebeTaskHeaders headers = element.getSingleExtensionElement(ZeebeTaskHeaders.class);
        if (headers != null) {
            headers.getHeaders()
                    .forEach(header -> node.headers.put(
                            exact(header.getKey()), Objects.requireNonNullElse(header.getValue(), "")));
        }
        switch (element) {
            case CatchEvent event -> trigger(definition(event.getEventDefinitions()), node);
            case ThrowEvent event -> trigger(definition(event.getEventDefinitions()), node);
            default -> {}
        }
        switch (element) {
            case StartEvent start -> node.interrupting = start.isInterrupting();
            case BoundaryEvent boundary -> node.interrupting = boundary.cancelActivity();
            case Activity activity -> {
                node.multiInstance = activity.getLoopCharacteristics() != null;
                node.forCompensation = activity.isForCompensation();
                node.calls = activity instanceof CallActivity;
                if (activity instanceof ReceiveTask receive) {
                    node.trigger = Trigger.MESSAGE;
                    node.code = name(receive.getMessage());
                }
            }
            default -> {}
        }
    }

    private static void trigger(@Nullable EventDefinition definition, Node node) {
        if (definition == null) {
            return;
        }
        switch (definition) {
            case MessageEventDefinition message -> {
                node.trigger = Trigger.MESSAGE;
                node.code = name(message.getMessage());
            }
            case TimerEventDefinition timer -> {
                node.trigger = Trigger.TIMER;
                node.firesOnce = timer.getTimeCycle() == null
                        || timer.getTimeCycle().getTextContent().strip().startsWith("R1/");
            }
            case SignalEventDefinition signal -> {
                node.trigger = Trigger.SIGNAL;
                node.code = signal.getSignal() == null
                        ? ""
                        : exact(signal.getSignal().getName());
            }
            case ConditionalEventDefinition condition -> node.trigger = Trigger.CONDITION;
            case ErrorEventDefinition error -> {
                node.trigger = Trigger.ERROR;
                node.code =
                        error.getError() == null ? "" : exact(error.getError().getErrorCode());
            }
            case EscalationEventDefinition escalation -> {
                node.trigger = Trigger.ESCALATION;
                node.code = escalation.getEscalation() == null
                        ? ""
                        : exact(escalation.getEscalation().getEscalationCode());
            }
            case CompensateEventDefinition compensation -> node.trigger = Trigger.COMPENSATION;
            case LinkEventDefinition link -> {
                node.trigger = Trigger.LINK;
                node.code = exact(link.getName());
            }
            default -> {}
        }
    }

    private static String name(@Nullable Message message) {
        return message == null ? "" : exact(message.getName());
    }

    private void connect(Collection<FlowElement> elements) {
        for (FlowElement element : elements) {
            switch (element) {
                case SequenceFlow sequence -> connect(sequence);
                case SubProcess inside -> connect(inside.getFlowElements());
                case BoundaryEvent boundary -> attach(boundary);
                case ThrowEvent thrown -> restrict(thrown);
                default -> {}
            }
        }
    }

    private void connect(SequenceFlow sequence) {
        Node source = nodes.get(id(sequence.getSource()));
        Node target = nodes.get(id(sequence.getTarget()));
        if (source == null || target == null) {
            return;
        }
        Flow flow = new Flow(net.flows.size(), sequence.getId(), text(sequence.getName()), source, target);
        net.flows.add(flow);
        source.outgoing.add(flow);
        target.incoming.add(flow);
        if (sequence.equals(byDefault(sequence.getSource()))) {
            source.byDefault = flow;
        }
    }

    private static @Nullable SequenceFlow byDefault(FlowNode node) {
        return switch (node) {
            case ExclusiveGateway gateway -> gateway.getDefault();
            case InclusiveGateway gateway -> gateway.getDefault();
            default -> null;
        };
    }

    private static String id(@Nullable BaseElement element) {
        return element == null ? "" : element.getId();
    }

    private void attach(BoundaryEvent boundary) {
        Node event = Objects.requireNonNull(nodes.get(boundary.getId()));
        Node host = nodes.get(id(boundary.getAttachedTo()));
        if (host != null) {
            event.attachedTo = host;
            host.boundaries.add(event);
        }
    }

    private void restrict(ThrowEvent thrown) {
        if (definition(thrown.getEventDefinitions()) instanceof CompensateEventDefinition compensation) {
            Objects.requireNonNull(nodes.get(thrown.getId())).undoOnly = nodes.get(id(compensation.getActivity()));
        }
    }

    private void attachUndo(Association association) {
        Optional.ofNullable(nodes.get(id(association.getSource())))
                .filter(event -> event.is(Kind.BOUNDARY) && event.trigger == Trigger.COMPENSATION)
                .map(event -> event.attachedTo)
                .ifPresent(step -> step.undo = nodes.get(id(association.getTarget())));
    }
}
