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
 * @param requestsAtOnce how many requests a replica works on at once; further ones are answered 503. New orders, batches
 *     and followers have limits of their own
 * @param ordersAtOnce how many calls of {@code POST /orders} a replica works on at once
 * @param followersAtOnce how many callers of a replica wait at once for what happens to an order
 * @param batchesAtOnce how many calls of {@code POST /orders/batch} a replica works on at once
 * @param bodySize how large the body of a request may be
 * @param batchSize how large the body of {@code POST /orders/batch} may be; NDJSON may be of any size
 * @param bodyTime how long the body of a request may take to arrive
 * @param batchTime how long the body of {@code POST /orders/batch} may take to arrive
 * @param streamTime how long NDJSON may take, including the orders that are placed meanwhile
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
