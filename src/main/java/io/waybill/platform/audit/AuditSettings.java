package io.waybill.platform.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.audit}.
 *
 * @param every how often all is checked
 * @param reconcileEvery how often what can be repaired is repaired
 * @param quietAfter how long nothing happens to an open order until the engine is asked for its process, and whatever
 *     its process may have missed is said again
 * @param overdueAfter how long an order may be open
 */
@ConfigurationProperties("waybill.audit")
record AuditSettings(
        @DefaultValue("5m") Duration every,
        @DefaultValue("1m") Duration reconcileEvery,
        @DefaultValue("2m") Duration quietAfter,
        @DefaultValue("4h") Duration overdueAfter) {}
