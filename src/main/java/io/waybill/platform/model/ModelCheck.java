package io.waybill.platform.model;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
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
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.xml.ModelException;
import org.springframework.core.NestedExceptionUtils;

/** Checks models: whether the engines accept them, and whether they are sagas. */
public final class ModelCheck {

    private static final int MOST_STATES = 50_000;

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
                VettedXml xml = source.name().endsWith(".form") ? null : VettedXml.read(source.text());
                if (xml != null && source.name().endsWith(".dmn")) {
                    files.add(new CheckedDecisions(source, xml, Dmn.readModelFromStream(stream(source))));
                } else if (xml != null) {
                    models.put(source, new Parsed(xml, Bpmn.readModelFromStream(stream(source))));
                }
            } catch (VettedXml.Refused e) {
                findings.add(unreadable(source, e.line(), String.valueOf(e.getMessage())));
            } catch (ModelException e) {
                findings.add(unreadable(source, 0, rootOf(e)));
            }
        }
        files.forEach(CheckedDecisions::check);
        Decisions decisions = new Decisions(files);
        Set<String> ids = new HashSet<>();
        models.values().forEach(parsed -> parsed.processes().forEach(process -> ids.add(process.getId())));
        List<CheckedProcess> processes = new ArrayList<>();
        models.forEach((source, parsed) -> processes.addAll(check(source, parsed, ids, decisions, findings)));
        Rules.checkTogether(processes, decisions, files, contract);
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
        return new ByteArrayInputStream(source.text().getBytes(StandardCharsets.UTF_8));
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
