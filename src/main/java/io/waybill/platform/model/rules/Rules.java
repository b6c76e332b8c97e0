package io.waybill.platform.model.rules;

import io.waybill.platform.engine.EngineName;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.decision.CheckedDecisions;
import io.waybill.platform.model.decision.Decisions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** All rules for processes. */
public final class Rules {

    private Rules() {}

    /**
     * Checks one process.
     *
     * @param engines that it has to run on
     * @param processes the ids of the processes that it can call
     * @param decisions that it can call
     */
    public static void check(
            CheckedProcess checked, Set<EngineName> engines, Set<String> processes, Decisions decisions) {
        ConstantRules.check(checked);
        DeployableRules.check(checked, engines);
        SoundRules.check(checked);
        ContractRules.check(checked, processes, decisions.ids());
        MisplacedRules.check(checked);
        ConditionRules.check(checked);
        TimeRules.check(checked);
        MappingRules.check(checked);
        ListenerRules.check(checked);
        KeyRules.check(checked);
        UndoRules.check(checked);
        PivotRules.check(checked);
        NeedRules.check(checked);
        EndRules.check(checked);
        TimerRules.check(checked);
        ReadableRules.check(checked);
        forget(checked, "deployable/engine", rule -> !rule.startsWith("readable/"));
        forget(checked, "deployable/embedded", "saga/listener"::equals);
    }

    /** Leaves out what an engine says where a rule says more. */
    private static void forget(CheckedProcess checked, String rule, Predicate<String> saysMore) {
        checked.findings.removeIf(finding -> finding.rule().equals(rule)
                && checked.findings.stream()
                        .anyMatch(other -> !other.rule().equals(rule)
                                && saysMore.test(other.rule())
                                && Objects.equals(other.element(), finding.element())));
    }

    /** Checks how processes and decisions that belong together fit. */
    public static void checkTogether(
            List<CheckedProcess> processes, Decisions decisions, List<CheckedDecisions> files, Contract contract) {
        DecisionUse.check(decisions, processes, files, contract);
        CalledRules.check(processes);
    }
}
