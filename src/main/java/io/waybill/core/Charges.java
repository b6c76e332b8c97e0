package io.waybill.core;

import java.util.Optional;

/**
 * What subjects cost; implemented by each business that has something charged. Process variables carry only ids (law 10).
 */
public interface Charges {

    /** What a subject costs, which never changes; empty if it is another business's, or does not exist. */
    Optional<Charge> of(Subject subject);

    /** An amount, and who pays it. */
    record Charge(CustomerId customer, Money amount) {}
}
