package io.waybill.platform.audit;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code GET /actuator/audit} on the management port: checks all rules now. */
@Component
@Endpoint(id = "audit")
class AuditEndpoint {

    private final AuditRuns audits;

    AuditEndpoint(AuditRuns audits) {
        this.audits = audits;
    }

    @ReadOperation
    Audit audit() {
        return audits.run(Pace.AT_ONCE);
    }
}
