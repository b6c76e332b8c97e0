package io.waybill.platform.model.rules;

import io.waybill.platform.engine.EngineName;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.decision.CheckedDecisions;
import io.waybill.platform.model.decision.Decisions;
import java.util.List;
import java.util.Set;

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
        DeployableRules.check(checked, engines);
        SoundRules.check(checked);
        ContractRules.check(checked, processes, decisions.ids());
        KeyRules.check(checked);
        UndoRules.check(checked);
        PivotRules.check(checked);
        NeedRules.check(checked);
        EndRules.check(checked);
        TimerRules.check(checked);
        ReadableRules.check(checked);
    }

    /** Checks how processes and decisions that belong together fit. */
    public static void checkTogether(
            List<CheckedProcess> processes, Decisions decisions, List<CheckedDecisions> files, Contract contract) {
        DecisionUse.check(decisions, processes, files, contract);
        CalledRules.check(processes);
    }
}
