package io.waybill.platform.model.net;

import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.ReceiveTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.source.FeelSyntax;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.feel.syntaxtree.Addition;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;

/**
 * The keys of the steps of a process, and of the messages that it waits for. A key names variables, since their values
 * are not known.
 */
public final class Keys {

    private final Map<Node, Key> jobs = new HashMap<>();
    private final Map<Node, Key> waits = new HashMap<>();
    private final Set<Node> texts = new HashSet<>();
    private final String businessKey;
    /** The variables that come with the start and are never written again. */
    private final Set<String> fixed;
    /** All variables that something writes. */
    private final Set<String> written;

    public Keys(Process process, Net net, Contract contract, Variables variables) {
        businessKey = "{" + contract.businessKey(process.getId()) + "}";
        Set<String> later = new HashSet<>();
        Set<String> atFirst = new HashSet<>();
        for (Node node : net.nodes()) {
            boolean starts = node.is(Kind.START) && node.scope() == net.root();
            (starts ? atFirst : later).addAll(variables.namesWrittenBy(node));
            if (node.is(Kind.SUBPROCESS)) {
                inputs(elementOf(node, process)).forEach(input -> later.add(input.getTarget()));
            }
        }
        written = new HashSet<>(later);
        written.addAll(atFirst);
        fixed = new HashSet<>(atFirst);
        fixed.removeAll(later);
        for (Node node : net.nodes()) {
            FlowNode element = elementOf(node, process);
            contract.job(node.jobType()).ifPresent(job -> jobs.put(node, ofJob(job, element)));
            correlationKeyOf(element).ifPresent(key -> {
                waits.put(node, read(key));
                if (!key.strip().startsWith("=")) {
                    texts.add(node);
                }
            });
        }
    }

    /**
     * A key, as far as the model determines it.
     *
     * @param text of the key, with variables in braces
     * @param isFixed whether it stays the same for the whole order
     */
    public record Key(String text, boolean isFixed) {

        /** The key of what is done for the order as a whole. */
        public static final Key NONE = new Key("", true);

        public Key with(Key more) {
            return new Key(text + more.text, isFixed && more.isFixed);
        }

        /** Whether a step with this key also covers one with the other: for the whole order, or for the same part. */
        public boolean covers(Key other) {
            return text.isEmpty() || text.equals(other.text);
        }

        @Override
        public String toString() {
            return text.isEmpty() ? "not given" : "“%s”".formatted(text.replaceAll("[{}]", ""));
        }
    }

    /** The key of a task, in addition to the business key. */
    public Key ofJob(Node node) {
        return jobs.getOrDefault(node, Key.NONE);
    }

    /** The key of something that waits for a message. */
    public Key ofWait(Node node) {
        return waits.getOrDefault(node, Key.NONE);
    }

    /** Whether its key is written as a text instead of an expression. */
    public boolean isText(Node wait) {
        return texts.contains(wait);
    }

    /** The key of the messages that answer a task. */
    public Key ofAnswerTo(Node task) {
        Key own = ofJob(task);
        return new Key(businessKey + (own.text().isEmpty() ? "" : "/" + own.text()), own.isFixed());
    }

    private static FlowNode elementOf(Node node, Process process) {
        return Objects.requireNonNull(process.getModelInstance().getModelElementById(node.id()));
    }

    private static List<ZeebeInput> inputs(FlowNode element) {
        return Variables.mapping(element, ZeebeIoMapping::getInputs);
    }

    private Key ofJob(Contract.Job job, FlowNode task) {
        Key key = Key.NONE;
        for (String variable : job.key()) {
            key = key.with(inputs(task).stream()
                    .filter(input -> variable.equals(input.getTarget()) && input.getSource() != null)
                    .findFirst()
                    .map(input -> read(input.getSource()))
                    .orElseGet(() -> written.contains(variable) ? ofVariable(variable) : Key.NONE));
        }
        return key;
    }

    private Key ofVariable(String name) {
        return new Key("{" + name + "}", fixed.contains(name));
    }

    private static Optional<String> correlationKeyOf(FlowNode element) {
        Message message = switch (element) {
            case ReceiveTask receive -> receive.getMessage();
            case CatchEvent event ->
                event.getEventDefinitions().stream()
                        .filter(MessageEventDefinition.class::isInstance)
                        .map(MessageEventDefinition.class::cast)
                        .filter(definition -> definition.getMessage() != null)
                        .map(MessageEventDefinition::getMessage)
                        .findFirst()
                        .orElse(null);
            default -> null;
        };
        ZeebeSubscription subscription =
                message == null ? null : message.getSingleExtensionElement(ZeebeSubscription.class);
        return Optional.ofNullable(subscription == null ? null : subscription.getCorrelationKey());
    }

    private Key read(String text) {
        String expression = text.strip();
        return expression.startsWith("=")
                ? composed(FeelSyntax.read(expression).parsed()).orElse(new Key(expression, false))
                : new Key(expression, true);
    }

    /** A sequence of texts and variables; the value of anything else cannot be told. */
    private Optional<Key> composed(Object part) {
        return switch (part) {
            case ConstString text -> Optional.of(new Key(text.value(), true));
            case ConstNumber number -> Optional.of(new Key(number.value().toString(), true));
            case Ref ref -> Optional.of(ofVariable(ref.names().mkString(".")));
            case Addition sum ->
                composed(sum.x()).flatMap(first -> composed(sum.y()).map(first::with));
            case FunctionInvocation call -> {
                List<Exp> parameters = FeelSyntax.parameters(call);
                yield call.function().equals("string") && parameters.size() == 1
                        ? composed(parameters.getFirst())
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }
}
