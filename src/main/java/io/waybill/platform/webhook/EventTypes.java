package io.waybill.platform.webhook;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The types of events that a webhook can ask for. */
final class EventTypes {

    static final String PATTERN = "order\\.(placed|in_production|in_delivery|shipped|completed|rejected|cancelled)";
    static final String TEST = "webhook.test";

    private EventTypes() {}

    static String of(String status) {
        return "order." + status.toLowerCase(Locale.ROOT);
    }

    /** For a column; empty means all. */
    static String join(Collection<String> types) {
        return String.join(",", new TreeSet<>(types));
    }

    static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(",", -1));
    }
}
