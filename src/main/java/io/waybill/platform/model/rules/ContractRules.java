package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.CallActivity;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.waybill.core.saga.Question;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.source.FeelSyntax;
import io.waybill.platform.model.statespace.Exploration;
import io.waybill.platform.model.values.Outcome;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks that the code provides what the model relies on, and the model what the code relies on. */
final class ContractRules {

    private final CheckedProcess checked;
    private final Contract contract;
    private final Set<String> processes;
    private final Set<String> decisions;

    private ContractRules(CheckedProcess checked, Set<String> processes, Set<String> decisions) {
        this.checked = checked;
        this.contract = checked.contract;
        this.processes = processes;
        this.decisions = decisions;
    }

    /**
     * Checks a process.
     *
     * @param processes the ids of the processes that can be called
     * @param decisions the ids of the decisions that can be called
     */
    static void check(CheckedProcess checked, Set<String> processes, Set<String> decisions) {
        ContractRules rules = new ContractRules(checked, processes, decisions);
        rules.jobs();
        rules.userTasks();
        rules.questions();
        rules.messages();
        rules.errors();
        rules.variables();
        rules.called();
    }

    private void jobs() {
        for (Node node : checked.net.nodes()) {
            for (String type : named(node, "job", node.jobType())) {
                if (!type.isEmpty() && contract.job(type).isEmpty()) {
                    checked.error(
                            "contract/no-worker",
                            node,
                            "No worker does the job “%s” of “%s”: orders would get stuck there".formatted(type, node),
                            contract.job(type.strip()).isPresent()
                                    ? "Remove the blanks around it."
                                    : "Choose one of these: %s. Or ask a developer to add it."
                                            .formatted(list(contract.jobs().keySet())));
                }
            }
        }
    }

    /** What a field can name: itself, or the values of its expression as far as they are known. */
    private List<String> named(Node node, String what, @Nullable String field) {
        String text = Objects.requireNonNullElse(field, "");
        if (!text.startsWith("=")) {
            return List.of(text);
        }
        List<Outcome> outcomes =
                checked.values.scope(node).outcomes(FeelSyntax.read(text)).orElse(List.of());
        outcomes.stream()
                .filter(outcome -> !(outcome.result().value() instanceof String))
                .findFirst()
                .ifPresent(outcome -> checked.error(
                        "data/text",
                        node,
                        "“%s” chooses its %s by “%s”, which is no text%s"
                                .formatted(node, what, Words.shortened(text), Words.when(outcome)),
                        "Choose it by its name."));
        return outcomes.stream()
                .map(outcome -> outcome.result().value())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .distinct()
                .toList();
    }

    /** People need a question, and their answers must not overwrite a variable that the code uses. */
    private void questions() {
        Set<String> taken = taken();
        for (Node node : checked.net.nodes()) {
            if (contract.job(node.jobType())
                    .filter(job -> job.step().byPeople())
                    .isEmpty()) {
                continue;
            }
            Question question = Question.of(node.headers());
            question.mistakes()
                    .forEach(mistake -> checked.error(
                            "contract/question",
                            node,
                            "“%s” asks people, but %s".formatted(node, mistake),
                            "Give the task the header question, in plain words, and the header answers, with the names of the"
                                    + " variables that people set to yes or no, such as fraudSuspected."));
            question.answers().stream()
                    .filter(taken::contains)
                    .forEach(name -> checked.error(
                            "contract/answer-taken",
                            node,
                            "“%s” would put a yes or no into the variable %s, which is used for something else"
                                    .formatted(node, name),
                            "Choose another name."));
        }
    }

    private Set<String> taken() {
        Set<String> taken = new HashSet<>();
        contract.jobs().values().forEach(job -> taken.addAll(job.reads().keySet()));
        contract.messages().values().forEach(message -> {
            taken.addAll(message.key());
            taken.addAll(message.variables().keySet());
        });
        checked.model
                .getModelElementsByType(ZeebeCalledDecision.class)
                .forEach(called -> taken.add(String.valueOf(called.getResultVariable())));
        return taken;
    }

    private void userTasks() {
        checked.model
                .getModelElementsByType(UserTask.class)
                .forEach(task -> checked.error(
                        "contract/user-task",
                        task,
                        "Nobody would see the user task “%s”: there is no task list, and orders would get stuck there"
                                .formatted(CheckedProcess.label(task)),
                        "Make it a service task with the template “Ask people”."));
    }

    private static String list(Collection<String> some) {
        return String.join(", ", some);
    }

    private void messages() {
        for (Node node : checked.net.nodes()) {
            if (node.trigger() == Trigger.MESSAGE
                    && !node.is(Kind.END)
                    && !node.is(Kind.THROW)
                    && !node.code().startsWith("=")) {
                Contract.Message message = contract.messages().get(node.code());
                if (node.code().isBlank()) {
                    checked.error(
                            "contract/no-message",
                            node,
                            "“%s” waits for a message, but none is chosen".formatted(node),
                            "Choose one of these: %s."
                                    .formatted(list(contract.messages().keySet())));
                } else if (message == null) {
                    checked.error(
                            "contract/no-sender",
                            node,
                            "Nothing sends the message “%s” that “%s” waits for".formatted(node.code(), node),
                            "Choose one of these: %s. Or ask a developer to add it."
                                    .formatted(list(contract.messages().keySet())));
                } else if (startsProcess(node) == message.starts().isEmpty()) {
                    checked.error(
                            "contract/no-sender",
                            node,
                            startsProcess(node)
                                    ? "The message “%s” goes to a running process; it starts none"
                                            .formatted(node.code())
                                    : "The message “%s” starts a process; a running one never gets it"
                                            .formatted(node.code()),
                            "Choose another message.");
                } else if (startsProcess(node) && !message.starts().equals(checked.net.id())) {
                    checked.error(
                            "contract/starts-other",
                            node,
                            "The message “%s” starts the process %s and would also start %s: each order would run twice"
                                    .formatted(node.code(), message.starts(), checked.net.id()),
                            "Give the process the id %s, or use another message.".formatted(message.starts()));
                }
            }
        }
        checked.model.getModelElementsByType(Message.class).forEach(this::key);
        signals();
    }

    private void key(Message message) {
        ZeebeSubscription subscription = message.getSingleExtensionElement(ZeebeSubscription.class);
        Contract.Message sent = contract.messages().get(String.valueOf(message.getName()));
        if (subscription == null || subscription.getCorrelationKey() == null || sent == null) {
            return;
        }
        String key = subscription.getCorrelationKey().strip();
        if (!key.startsWith("=")) {
            checked.error(
                    "contract/key",
                    message,
                    "The key “%s” of the message “%s” is a text, the same for all orders: it would never arrive"
                            .formatted(key, message.getName()),
                    "Begin it with =, as in =%s.".formatted(expected(sent)));
        } else if (sent.answers().isEmpty() && !isKeyOf(sent, key)) {
            checked.error(
                    "contract/key",
                    message,
                    "The message “%s” is sent with the key %s, but awaited with “%s”: it would never arrive"
                            .formatted(message.getName(), String.join("/", sent.key()), key),
                    "Write =%s.".formatted(expected(sent)));
        }
    }

    private static String expected(Contract.Message sent) {
        return IntStream.range(0, sent.key().size())
                .mapToObj(at -> at == 0
                        ? sent.key().getFirst()
                        : "string(%s)".formatted(sent.key().get(at)))
                .collect(Collectors.joining(" + \"/\" + "));
    }

    /** Whether an awaited key is what the sender makes: the values, with slashes between them. */
    private boolean isKeyOf(Contract.Message sent, String key) {
        FeelSyntax.Expression expression = FeelSyntax.read(key);
        return expression.needs().equals(Set.copyOf(sent.key()))
                && checked.values.scope().outcomes(expression).stream()
                        .flatMap(outcomes -> outcomes.stream())
                        .allMatch(outcome -> String.valueOf(outcome.result().value())
                                .equals(sent.key().stream()
                                        .map(name ->
                                                String.valueOf(outcome.given().get(name)))
                                        .collect(Collectors.joining("/"))));
    }

    private void signals() {
        Set<String> thrown = checked.net.nodes().stream()
                .filter(node -> node.trigger() == Trigger.SIGNAL && (node.is(Kind.THROW) || node.is(Kind.END)))
                .map(Node::code)
                .collect(Collectors.toSet());
        checked.net.nodes().stream()
                .filter(node -> node.trigger() == Trigger.SIGNAL && !node.is(Kind.THROW) && !node.is(Kind.END))
                .filter(node -> !thrown.contains(node.code()))
                .forEach(node -> checked.error(
                        "contract/no-sender",
                        node,
                        "Nothing sends the signal “%s” that “%s” waits for".formatted(node.code(), node),
                        "Wait for a message, or throw the signal in this process."));
    }

    private boolean startsProcess(Node node) {
        return node.is(Kind.START) && node.scope() == checked.net.root();
    }

    private void errors() {
        checked.played.incidents().stream()
                .filter(incident -> incident.kind() == Exploration.Incident.Kind.ERROR_NOT_CAUGHT)
                .forEach(incident -> checked.error(
                        "contract/error-not-caught",
                        incident.node(),
                        incident.node().scope().isOfEventSubprocess()
                                ? "Nothing catches the error of “%s”: the engine does not look outside an event subprocess, and the order gets stuck"
                                        .formatted(incident.node())
                                : "Nothing catches the error of “%s”, and the order gets stuck"
                                        .formatted(incident.node()),
                        "Leave the subprocess by an escalation end event, and catch it at the boundary."));
        Set<String> thrown = Stream.concat(
                        checked.net.nodes().stream()
                                .filter(node -> node.trigger() == Trigger.ERROR && node.is(Kind.END))
                                .map(node -> node.code()),
                        checked.net.nodes().stream()
                                .flatMap(node -> contract.job(node.jobType()).stream())
                                .flatMap(job -> Stream.of(job.step().throwsErrors())))
                .collect(Collectors.toSet());
        checked.net.nodes().stream()
                .filter(node -> node.trigger() == Trigger.ERROR && !node.is(Kind.END))
                .filter(node -> node.code().isEmpty() ? thrown.isEmpty() : !thrown.contains(node.code()))
                .forEach(node -> checked.error(
                        "contract/error-not-thrown",
                        node,
                        "Nothing in this process throws the error that “%s” catches".formatted(node),
                        "Remove it, or have a developer declare the error at the job that throws it."));
    }

    private void variables() {
        for (Exploration.Missing missing : checked.played.missing()) {
            checked.error(
                    "contract/variable-not-set",
                    missing.node(),
                    "“%s” needs the variable %s, which is not set on this path: %s"
                            .formatted(missing.node(), missing.variable(), CheckedProcess.after(missing.trace())),
                    "Set it earlier, or write get or else(%s, …) with a default.".formatted(missing.variable()));
        }
        for (Exploration.Clash clash : checked.played.clashes()) {
            checked.error(
                    "contract/variable-written-twice",
                    clash.later(),
                    "“%s” and “%s” run at the same time and both write the variable %s: the later one wins"
                            .formatted(clash.earlier(), clash.later(), clash.variable()),
                    "Give one of them an output mapping to another variable.");
        }
    }

    private void called() {
        for (Node node : checked.net.nodes()) {
            FlowNode element = checked.element(node);
            if (element instanceof CallActivity) {
                ZeebeCalledElement called = element.getSingleExtensionElement(ZeebeCalledElement.class);
                called(node, "process", called == null ? null : called.getProcessId(), processes);
            }
            ZeebeCalledDecision decision = element.getSingleExtensionElement(ZeebeCalledDecision.class);
            if (decision != null) {
                called(node, "decision", decision.getDecisionId(), decisions);
            }
        }
    }

    private void called(Node node, String what, @Nullable String id, Set<String> known) {
        for (String one : named(node, what, id)) {
            if (!known.contains(one)) {
                checked.error(
                        "contract/called-" + what,
                        node,
                        one.isBlank()
                                ? "“%s” calls a %s, but none is chosen".formatted(node, what)
                                : "There is no %s “%s” for “%s” to call".formatted(what, one, node),
                        "Add its file%s."
                                .formatted(
                                        known.isEmpty()
                                                ? ""
                                                : ", or choose one of these: " + list(new TreeSet<>(known))));
            }
        }
    }
}
