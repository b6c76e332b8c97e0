package io.waybill.shop.order.placing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code waybill.limits} that belong to orders.
 *
 * @param backlog how many accepted orders may wait for their process to start, on all replicas together; above that,
 *     new orders are answered with 503
 */
@ConfigurationProperties("waybill.limits")
record BacklogSettings(@DefaultValue("100000") int backlog) {}
