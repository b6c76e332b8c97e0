package io.waybill.shop.order;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.limits}, of what orders have to themselves.
 *
 * @param backlog how many accepted orders may wait for their process to start, on all replicas together; while there are
 *     more, new ones are answered 503
 */
@ConfigurationProperties("waybill.limits")
record BacklogSettings(@DefaultValue("100000") int backlog) {}
