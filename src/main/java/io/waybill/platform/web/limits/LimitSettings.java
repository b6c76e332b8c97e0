package io.waybill.platform.web.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code waybill.limits}.
 *
 * @param requestsPerSecond how many requests a second each caller may send to each replica, sustained
 * @param burst how many requests each caller may send to each replica at once, after a pause
 * @param requestsAtOnce how many requests a replica handles at once; further ones are answered with 503. New orders,
 *     batches and followers have their own limits
 * @param ordersAtOnce how many calls of {@code POST /orders} a replica handles at once
 * @param followersAtOnce how many callers may follow an order, or wait for its outcome, on a replica at once
 * @param batchesAtOnce how many calls of {@code POST /orders/batch} a replica handles at once
 * @param bodySize how large the body of a request may be
 * @param batchSize how large the body of {@code POST /orders/batch} may be; NDJSON may be of any size
 * @param bodyTime how long the body of a request may take to arrive
 * @param batchTime how long the body of {@code POST /orders/batch} may take to arrive
 * @param streamTime how long an NDJSON call may take, including the time to place its orders
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
