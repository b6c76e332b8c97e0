package io.waybill.shop.order.process;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.process}. A deadline or count that is set applies to all new orders; otherwise the
 * order policy decides for each order.
 *
 * @param messageTimeToLive how long the engine keeps a message that no process is waiting for yet
 * @param productionDeadline how long new orders wait for their factories; if not set, the order policy decides
 * @param driverAnswerTimeout how long a driver has to answer an offer, for new orders; if not set, the order policy
 *     decides
 * @param driversToTry how many drivers are asked, one after another, for new orders; if not set, the order policy
 *     decides
 */
@ConfigurationProperties("waybill.process")
record ProcessSettings(
        @DefaultValue("1h") Duration messageTimeToLive,
        @Nullable Duration productionDeadline,
        @Nullable Duration driverAnswerTimeout,
        @Nullable Integer driversToTry) {

    Map<String, Object> overrides() {
        Map<String, Object> variables = new HashMap<>();
        if (productionDeadline != null) {
            variables.put("productionDeadline", productionDeadline.toString());
        }
        if (driverAnswerTimeout != null) {
            variables.put("driverAnswerTimeout", driverAnswerTimeout.toString());
        }
        if (driversToTry != null) {
            variables.put("driversToTry", driversToTry);
        }
        return variables;
    }
}
