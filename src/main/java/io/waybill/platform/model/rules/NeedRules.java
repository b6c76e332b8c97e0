package io.waybill.platform.model.rules;

import io.waybill.platform.model.statespace.Exploration.Lack;

/** Checks that what a step needs was done on every path that leads to it; without it, the step is refused. */
final class NeedRules {

    private NeedRules() {}

    static void check(CheckedProcess checked) {
        for (Lack lack : checked.played.lacks()) {
            String need = checked.contract
                    .job(lack.need())
                    .map(job -> job.step().name())
                    .orElse(lack.need());
            checked.error(
                    "saga/need-missing",
                    lack.node(),
                    "“%s” is refused, and its order stands still, because “%s” was not done before: %s"
                            .formatted(lack.node(), need, CheckedProcess.after(lack.trace())),
                    "Put a task with the job %s before it, on every path that leads to it.".formatted(lack.need()));
        }
    }
}
