package io.waybill.platform.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.webhooks}.
 *
 * @param allowHttp whether receivers may be addressed without TLS
 * @param allowedNetworks addresses and networks in CIDR notation, such as {@code 10.1.0.0/16}, that are delivered to
 *     although they are not public
 * @param giveUpAfter how long after an event its delivery is tried
 * @param timeout how long one attempt may take, from the look-up of the host to the status of the answer
 */
@ConfigurationProperties("waybill.webhooks")
record WebhookSettings(
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("10s") Duration timeout) {}
