package io.waybill.platform.queue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.sqs}.
 *
 * @param createQueues whether missing queues are created at the start; switch it off if infrastructure code creates
 *     them
 */
@ConfigurationProperties("waybill.sqs")
record QueueSettings(@DefaultValue("true") boolean createQueues) {}
