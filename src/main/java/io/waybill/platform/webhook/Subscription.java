package io.waybill.platform.webhook;

import java.net.URI;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What an owner wants of a webhook.
 *
 * @param url where to deliver, checked by {@link Destinations}
 * @param events the event types to report; all if empty
 * @param description for the owner alone
 */
record Subscription(
        URI url,
        Collection<String> events,
        Format format,
        @Nullable String description) {}
