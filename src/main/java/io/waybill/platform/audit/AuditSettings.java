package io.waybill.platform.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.audit}.
 *
 * @param every how often all laws are checked
 * @param reconcileEvery how often Waybill repairs what it can repair safely
 * @param quietAfter how long nothing happens to an open order before the engine is asked for its process, and answers
 *     that the process may have missed are sent again
 * @param overdueAfter how long an order may be open before the audit reports it; each process says from when on this counts
 */
@ConfigurationProperties("waybill.audit")
record AuditSettings(
        @DefaultValue("5m") Duration every,
        @DefaultValue("1m") Duration reconcileEvery,
        @DefaultValue("2m") Duration quietAfter,
        @DefaultValue("12h") Duration overdueAfter) {}
