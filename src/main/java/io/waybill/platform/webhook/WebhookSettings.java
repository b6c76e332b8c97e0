package io.waybill.platform.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.webhooks}.
 *
 * @param allowHttp whether webhooks may be sent without TLS
 * @param allowedNetworks addresses and networks in CIDR notation, such as {@code 10.1.0.0/16}, to which webhooks are sent
 *     although they are not public
 * @param giveUpAfter how long a delivery is retried, counted from its event
 * @param secretKeys keys by which the secrets of webhooks are encrypted in the database, 32 random bytes in base64 each
 *     ({@code openssl rand -base64 32}). The first encrypts, each decrypts: put a new one first, and take the old one away
 *     after a day. Without one the secrets are kept in the clear
 * @param timeout how long one attempt may take, from looking up the host to the status of the answer
 */
@ConfigurationProperties("waybill.webhooks")
record WebhookSettings(
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue List<String> secretKeys) {}
