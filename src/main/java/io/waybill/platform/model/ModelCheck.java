package io.waybill.platform.model;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Association;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.decision.CheckedDecisions;
import io.waybill.platform.model.decision.Decisions;
import io.waybill.platform.model.rules.CheckedProcess;
import io.waybill.platform.model.rules.Rules;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Severity;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.model.source.VettedXml;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Checks models: whether the engines accept them, and whether they are sagas. */
public final class ModelCheck {

    private static final int MOST_STATES = 50_000;
    private static final Logger LOG = LoggerFactory.getLogger(ModelCheck.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Contract contract;
    private final Set<EngineName> engines;

    /**
     * A check of models against this code, for all engines.
     *
     * @param contract what the code does for the models
     */
    public ModelCheck(Contract contract) {
        this(contract, EnumSet.allOf(EngineName.class));
    }

    /**
     * A check of models against this code.
     *
     * @param contract what the code does for the models
     * @param engines that they have to run on
     */
    public ModelCheck(Contract contract, Set<EngineName> engines) {
        this.contract = contract;
        this.engines = Set.copyOf(engines);
    }

    /**
     * The result of a check.
     *
     * @param findings what is wrong, file by file and line by line
     * @param undo what is undone when, for each process
     */
    public record Result(List<Finding> findings, List<UndoTable> undo) {

        /** Whether they may run. */
        public boolean isRight() {
            return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
        }
    }

    /** Checks models that belong together: what one of them calls must be among them. */
    public Result check(List<Source> sources) {
        return checked(sources).result();
    }

    private record Checked(Result result, Decisions decisions) {}

    private Checked checked(List<Source> sources) {
        List<Finding> findings = new ArrayList<>();
        Map<Source, Parsed> models = new LinkedHashMap<>();
        List<CheckedDecisions> files = new ArrayList<>();
        for (Source source : sources) {
            try {
                if (source.holdsForm()) {
                    JSON.readTree(source.text());
                    continue;
                }
                VettedXml xml = VettedXml.read(source.text());
                if (source.holdsDecisions()) {
                    files.add(new CheckedDecisions(source, xml, Dmn.readModelFromStream(stream(source))));
                } else {
                    Parsed parsed = new Parsed(xml, Bpmn.readModelFromStream(stream(source)));
                    List<Finding> incomplete = incomplete(source, parsed);
                    findings.addAll(incomplete);
                    if (incomplete.isEmpty()) {
                        models.put(source, parsed);
                    }
                }
            } catch (JacksonException e) {
                findings.add(unreadable(source, 0, "The form is not JSON: " + e.getOriginalMessage()));
            } catch (VettedXml.Refused e) {
                findings.add(unreadable(source, e.line(), String.valueOf(e.getMessage())));
            } catch (ModelException e) {
                findings.add(unreadable(source, 0, rootOf(e)));
            } catch (ClassCastException e) {
                findings.add(wrongKind(source));
            }
        }
        files.removeIf(file -> !guarded(file.source(), findings, file::check));
        Decisions decisions = new Decisions(files);
        Set<String> ids = new HashSet<>();
        models.forEach((source, parsed) -> parsed.processes().stream()
                .filter(process -> !ids.add(process.getId()))
                .forEach(process -> findings.add(twice(source, parsed.xml(), process.getId(), "process"))));
        Set<String> decided = new HashSet<>();
        files.forEach(file -> file.decisions().stream()
                .filter(decision -> !decided.add(decision.getId()))
                .forEach(decision -> findings.add(twice(file.source(), file.xml(), decision.getId(), "decision"))));
        List<CheckedProcess> processes = new ArrayList<>();
        models.forEach((source, parsed) ->
                guarded(source, findings, () -> processes.addAll(check(source, parsed, ids, decisions, findings))));
        if (!sources.isEmpty()) {
            guarded(sources.getFirst(), findings, () -> Rules.checkTogether(processes, decisions, files, contract));
        }
        processes.forEach(process -> findings.addAll(process.findings()));
        files.forEach(file -> findings.addAll(file.findings()));
        Result result = new Result(
                findings.stream()
                        .distinct()
                        .sorted(Comparator.comparing(Finding::file).thenComparingInt(Finding::line))
                        .toList(),
                processes.stream().map(UndoTable::of).toList());
        return new Checked(result, decisions);
    }

    /**
     * Runs a part of the check. What is not thought of in it is a finding too: whatever the file is, its reader gets an
     * answer.
     */
    private static boolean guarded(Source source, List<Finding> findings, Runnable check) {
        try {
            check.run();
            return true;
        } catch (ModelException e) {
            findings.add(unreadable(source, 0, rootOf(e)));
        } catch (ClassCastException e) {
            findings.add(wrongKind(source));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("The check of {} failed", source.name(), e);
            findings.add(unreadable(source, 0, "The file contains something that the check does not understand: " + e));
        }
        return false;
    }

    /** The library that reads models says so with a {@link ClassCastException}. */
    private static Finding wrongKind(Source source) {
        return unreadable(
                source,
                0,
                "An element refers to one of another kind, such as an arrow to a message, or an id is used twice");
    }

    /** Elements without which nothing can be said about a process. */
    private static List<Finding> incomplete(Source source, Parsed parsed) {
        Stream<Finding> loose = parsed.bpmn().getModelElementsByType(Association.class).stream()
                .filter(association -> association.getSource() == null || association.getTarget() == null)
                .map(association -> unreadable(
                        source,
                        parsed.xml().line(association.getId()),
                        "The association %s has no beginning or no end"
                                .formatted(isBlank(association.getId()) ? "to an undo" : association.getId())));
        Stream<Finding> nameless = Stream.of(FlowElement.class, Process.class)
                .flatMap(type -> parsed.bpmn().getModelElementsByType(type).stream())
                .filter(element -> isBlank(element.getAttributeValue("id")))
                .map(element -> unreadable(
                        source,
                        0,
                        "The %s%s has no id"
                                .formatted(
                                        element.getElementType().getTypeName(),
                                        isBlank(element.getAttributeValue("name"))
                                                ? ""
                                                : " “%s”".formatted(element.getAttributeValue("name")))));
        return Stream.concat(loose, nameless).distinct().toList();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static Finding twice(Source source, VettedXml xml, String id, String what) {
        return new Finding(
                "file/twice",
                Severity.ERROR,
                source.name(),
                xml.line(id),
                id,
                null,
                "There is another %s with the id %s".formatted(what, id),
                "Remove one of them, or give it another id.");
    }

    /** Checks a complete set of files: the processes that the code starts and the decisions that it asks must be among them. */
    public Result checkAll(List<Source> sources) {
        Checked checked = checked(sources);
        Result result = checked.result();
        List<Finding> findings = new ArrayList<>(result.findings());
        contract.messages().values().stream()
                .filter(message -> !message.starts().isEmpty())
                .filter(message -> result.undo().stream()
                        .noneMatch(table -> table.process().equals(message.starts())))
                .forEach(message -> findings.add(missing(
                        sources,
                        "contract/nothing-starts",
                        "There is no process %s, which the message “%s” should start"
                                .formatted(message.starts(), message.name()),
                        "Add its file; a process keeps its id in all versions.")));
        contract.decisions().keySet().stream()
                .filter(decision -> checked.decisions().find(decision).isEmpty())
                .forEach(decision -> findings.add(missing(
                        sources,
                        "contract/nothing-decides",
                        "There is no decision %s, which has to be asked".formatted(decision),
                        "Add its file; a decision keeps its id in all versions.")));
        return new Result(List.copyOf(findings), result.undo());
    }

    private static Finding missing(List<Source> sources, String rule, String what, String remedy) {
        return new Finding(
                rule,
                Severity.ERROR,
                sources.isEmpty() ? "" : sources.getFirst().name(),
                0,
                null,
                null,
                what,
                remedy);
    }

    /**
     * What migrating running instances from one version to another means for them.
     *
     * @throws IllegalArgumentException if one of the versions does not have the process
     */
    public MigrationPlan migrationPlan(List<Source> before, List<Source> after, String process) {
        return MigrationPlan.between(before, after, process, contract);
    }

    private static InputStream stream(Source source) {
        return new ByteArrayInputStream(VettedXml.withoutMark(source.text()).getBytes(StandardCharsets.UTF_8));
    }

    private record Parsed(VettedXml xml, BpmnModelInstance bpmn) {

        List<Process> processes() {
            return List.copyOf(bpmn.getModelElementsByType(Process.class));
        }
    }

    private static Finding unreadable(Source source, int line, String why) {
        return new Finding(
                "file/unreadable",
                Severity.ERROR,
                source.name(),
                line,
                null,
                null,
                why,
                "Save it with Camunda Modeler.");
    }

    private static String rootOf(Throwable e) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(e);
        return "The file is not a model: "
                + String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    private List<CheckedProcess> check(
            Source source, Parsed parsed, Set<String> processes, Decisions decisions, List<Finding> findings) {
        if (parsed.processes().isEmpty()) {
            findings.add(new Finding(
                    "file/no-process",
                    Severity.ERROR,
                    source.name(),
                    0,
                    null,
                    null,
                    "The file contains no process",
                    "Choose a file with a process."));
        }
        return parsed.processes().stream()
                .map(process -> {
                    CheckedProcess checked = new CheckedProcess(
                            source, parsed.xml(), parsed.bpmn(), process, contract, decisions, MOST_STATES);
                    Rules.check(checked, engines, processes, decisions);
                    return checked;
                })
                .toList();
    }
}
