package io.waybill.platform.webhook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.webhooks}.
 *
 * @param allowHttp whether webhooks may be sent without TLS
 * @param allowedNetworks addresses and networks in CIDR notation, such as {@code 10.1.0.0/16}, to which webhooks may be
 *     sent although they are not public
 * @param giveUpAfter how long a delivery is retried, counted from its event
 * @param orderPage the page of an order for people, which messages in a chat link to, such as {@code
 *     https://shop.example.com/orders/{orderId}}; if not set, they have no link
 * @param secretKeys keys that encrypt webhook secrets in the database, each 32 random bytes in base64 ({@code openssl
 *     rand -base64 32}). The first one encrypts, all of them decrypt: put a new key first, and remove the old one after
 *     a day. Without a key the secrets are stored in the clear
 * @param timeout how long one attempt may take, from looking up the host to the status of the response
 */
@ConfigurationProperties("waybill.webhooks")
record WebhookSettings(
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue("24h") Duration giveUpAfter,
        @Nullable String orderPage,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue List<String> secretKeys) {}
