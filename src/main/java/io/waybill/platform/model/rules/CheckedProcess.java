package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.RootElement;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.decision.Decisions;
import io.waybill.platform.model.net.Expressions;
import io.waybill.platform.model.net.Keys;
import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.net.Variables;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Severity;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.model.source.VettedXml;
import io.waybill.platform.model.statespace.Exploration;
import io.waybill.platform.model.statespace.Trace;
import io.waybill.platform.model.values.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** A process under check, and the findings so far. */
public final class CheckedProcess {

    private static final int LONGEST_STORY = 6;
    private static final Set<String> CONDITION = Set.of("data/condition", "data/function", "deployable/feel");

    final Source source;
    final VettedXml xml;
    final BpmnModelInstance model;
    final Process process;
    /** Those of the whole file. */
    final List<Expressions.Placed> expressions;

    final Net net;
    final Keys keys;
    final Values values;
    final Exploration played;
    final Contract contract;
    final List<Finding> findings = new ArrayList<>();

    public CheckedProcess(
            Source source,
            VettedXml xml,
            BpmnModelInstance model,
            Process process,
            Contract contract,
            Decisions decisions,
            int mostStates) {
        this.source = source;
        this.xml = xml;
        this.model = model;
        this.process = process;
        expressions = Expressions.in(model);
        this.contract = contract;
        net = Net.of(process);
        Variables variables = Variables.of(process, net, contract, decisions);
        keys = new Keys(process, net, contract, variables);
        values = Values.of(process, net, contract, decisions);
        played = Exploration.of(process, net, contract, variables, keys, values, mostStates);
    }

    public Net net() {
        return net;
    }

    /** What was seen while it was played through. */
    public Exploration played() {
        return played;
    }

    public Contract contract() {
        return contract;
    }

    public List<Finding> findings() {
        return findings;
    }

    void error(String rule, Node at, String message, String advice) {
        add(rule, Severity.ERROR, at.id(), at.name(), message, advice);
    }

    void error(String rule, ModelElementInstance at, String message, String advice) {
        add(rule, Severity.ERROR, id(at), name(at), message, advice);
    }

    /** Whether a rule has found something so far. */
    boolean has(String rule) {
        return findings.stream().anyMatch(finding -> finding.rule().equals(rule));
    }

    /** Whether it can be told where its ways lead: nothing follows from a condition that is none. */
    boolean hasReadableConditions() {
        return findings.stream()
                .noneMatch(finding -> CONDITION.contains(finding.rule())
                        && finding.element() != null
                        && model.getModelElementById(finding.element()) instanceof SequenceFlow);
    }

    /** The element of the model that a node stands for. */
    FlowNode element(Node node) {
        return Objects.requireNonNull(model.getModelElementById(node.id()));
    }

    void warning(String rule, ModelElementInstance at, String message, String advice) {
        add(rule, Severity.WARNING, id(at), name(at), message, advice);
    }

    private void add(String rule, Severity severity, String id, String name, String message, String advice) {
        findings.add(new Finding(rule, severity, source.name(), xml.line(id), id, name, message, advice));
    }

    static boolean isIn(ModelElementInstance element, Process process) {
        ModelElementInstance around = element;
        while (around != null && !around.equals(process)) {
            around = around.getParentElement();
        }
        return around != null;
    }

    /**
     * The id of the element that a reader knows: the drawn one that contains it, or a message, an error or the process.
     */
    static String id(ModelElementInstance element) {
        String id = known(element).getAttributeValue("id");
        return id == null ? "" : id;
    }

    private static String name(ModelElementInstance element) {
        String name = known(element).getAttributeValue("name");
        return name == null ? "" : name.replaceAll("\\s+", " ").strip();
    }

    /** What a finding calls an element: its name, or its id if it has none. */
    static String label(ModelElementInstance element) {
        String name = name(element);
        return name.isEmpty() ? id(element) : name;
    }

    private static ModelElementInstance known(ModelElementInstance element) {
        ModelElementInstance at = element;
        while (!isKnown(at) && at.getParentElement() != null) {
            at = at.getParentElement();
        }
        return at;
    }

    private static boolean isKnown(ModelElementInstance element) {
        return element instanceof FlowElement
                || (element instanceof RootElement && !(element instanceof EventDefinition));
    }

    /** Whether it waits for people, who may never answer. */
    boolean isForPeople(Node node) {
        return model.getModelElementById(node.id()) instanceof UserTask
                || contract.job(node.jobType())
                        .filter(job -> job.step().byPeople())
                        .isPresent();
    }

    /** Whether only timers start it, so that an instance of it is about nothing. */
    boolean hasNoSubject() {
        return net.root().starts().findAny().isPresent()
                && net.root().starts().allMatch(start -> start.trigger() == Trigger.TIMER);
    }

    /** Whether a task works for one subject, such as an order. */
    boolean needsSubject(Node node) {
        return isForPeople(node)
                || contract.job(node.jobType())
                        .filter(job -> job.kind() != Kind.NO_EFFECT)
                        .isPresent();
    }

    /** The last steps that led to something, for the reader of a finding. */
    static String after(Trace trace) {
        List<String> story = trace.story(LONGEST_STORY + 1);
        boolean isLonger = story.size() > LONGEST_STORY;
        return (isLonger ? "… then " : "") + String.join(", then ", isLonger ? story.subList(1, story.size()) : story);
    }
}
