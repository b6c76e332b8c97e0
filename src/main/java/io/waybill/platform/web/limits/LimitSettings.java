package io.waybill.platform.web.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code waybill.limits}.
 *
 * @param requestsPerSecond that a caller may send to each replica, on and on
 * @param burst how many of them at once, after a rest
 * @param requestsAtOnce that a replica works on; more are refused
 * @param ordersAtOnce the same for {@code POST /orders}
 * @param followersAtOnce the same for those that wait for what happens to an order
 * @param batchesAtOnce the same for {@code POST /orders/batch}
 * @param bodySize of a request
 * @param batchSize of the body of {@code POST /orders/batch}; one that is sent as NDJSON may be of any size
 * @param bodyTime how long a body may take to arrive
 * @param batchTime the same for {@code POST /orders/batch}
 * @param streamTime the same for NDJSON, orders placed meanwhile included
 */
@ConfigurationProperties("waybill.limits")
record LimitSettings(
        @DefaultValue("500") int requestsPerSecond,
        @DefaultValue("1000") int burst,
        @DefaultValue("64") int requestsAtOnce,
        @DefaultValue("16") int ordersAtOnce,
        @DefaultValue("1000") int followersAtOnce,
        @DefaultValue("16") int batchesAtOnce,
        @DefaultValue("1MB") DataSize bodySize,
        @DefaultValue("64MB") DataSize batchSize,
        @DefaultValue("30s") Duration bodyTime,
        @DefaultValue("5m") Duration batchTime,
        @DefaultValue("30m") Duration streamTime) {}
