package io.waybill.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * An order to be placed.
 *
 * @param items one piece of each
 */
record NewOrder(String customer, long[] items) {

    /** Whether it has to be rejected, because the customer has no credit. */
    boolean isPoor() {
        return customer.startsWith(Shop.POOR);
    }

    String json() {
        String lines = LongStream.of(items)
                .mapToObj("{\"itemId\":%d,\"quantity\":1}"::formatted)
                .collect(Collectors.joining(","));
        return "{\"customerId\":\"%s\",\"lines\":[%s],\"deliveryAddress\":{\"street\":\"Main street 1\",\"city\":\"Seoul\"}}"
                .formatted(customer, lines);
    }
}
