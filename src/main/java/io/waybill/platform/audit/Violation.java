package io.waybill.platform.audit;

import java.util.Map;
import java.util.Objects;

/**
 * A law is broken.
 *
 * @param rule the one that is broken
 * @param ids what it concerns, such as {@code order}, {@code customer}, {@code item}
 * @param numbers the figures that do not match; money in the currency's smallest unit
 * @param message one sentence for a person
 */
record Violation(String rule, Map<String, String> ids, Map<String, Number> numbers, String message) {

    String id(String name) {
        return Objects.requireNonNull(ids.get(name));
    }
}
