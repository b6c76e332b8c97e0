package io.waybill.platform.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Checks the rules, and reports what it finds in the log and in the metric {@code waybill.audit.violations}. */
@Component
class AuditRuns {

    private static final Logger log = LoggerFactory.getLogger(AuditRuns.class);

    private final Auditor auditor;
    private final MultiGauge violations;

    AuditRuns(Auditor auditor, MeterRegistry meters) {
        this.auditor = auditor;
        this.violations = MultiGauge.builder("waybill.audit.violations")
                .description("Violations of a rule in the latest check")
                .register(meters);
    }

    void runOnSchedule() {
        run(Pace.BESIDE_ORDERS);
        auditor.forget();
    }

    Audit run(Pace pace) {
        Audit audit = auditor.check(pace);
        violations.register(
                audit.rules().stream()
                        .map(rule -> MultiGauge.Row.of(Tags.of("rule", rule.rule()), rule.violations()))
                        .toList(),
                true);
        audit.violations()
                .forEach(violation -> log.error("Rule {} is broken: {}", violation.rule(), violation.message()));
        return audit;
    }
}
