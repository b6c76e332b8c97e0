package io.waybill.platform.queue;

import java.util.List;
import java.util.Map;

/** The queues. Each has a dead-letter queue, which takes messages that were received {@link #MAX_RECEIVES} times. */
public final class Queue {

    public static final String PRODUCTION_REQUESTS = "production-requests";
    public static final String PRODUCTION_RESULTS = "production-results";
    public static final String DRIVER_OFFERS = "driver-offers";
    public static final String ORDER_EVENTS = "order-events";
    public static final String RACE_RESULTS = "race-results";

    public static final List<String> ALL =
            List.of(PRODUCTION_REQUESTS, PRODUCTION_RESULTS, DRIVER_OFFERS, ORDER_EVENTS, RACE_RESULTS);

    /** The queues of events, each with what it wants of the topic, as a filter policy of SNS. */
    static final Map<String, String> EVENTS = Map.of(
            ORDER_EVENTS, "{\"type\":[{\"prefix\":\"order.\"}]}", RACE_RESULTS, "{\"type\":[\"results.changed\"]}");

    static final int MAX_RECEIVES = 5;

    private Queue() {}

    static String deadLettersOf(String queue) {
        return queue + "-dlq";
    }
}
