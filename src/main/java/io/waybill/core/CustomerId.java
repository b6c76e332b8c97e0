package io.waybill.core;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The key of a customer and of the customer's account.
 *
 * @param value 1 to 64 letters, digits, dots, hyphens or underscores
 */
@Embeddable
public record CustomerId(@Column(name = "customer_id") String value) {

    public static final String PATTERN = "[A-Za-z0-9._-]{1,64}";

    /** No customer: what the shop itself asks of the factories, to restock what is low. */
    public static final String RESTOCK = "restock";

    public CustomerId {
        if (!value.matches(PATTERN)) {
            throw new IllegalArgumentException("Not a customer id");
        }
    }

    /** Whether it means somebody else, so that no customer may be called so. */
    public boolean isReserved() {
        return value.equals(RESTOCK);
    }

    @Override
    public String toString() {
        return value;
    }
}
