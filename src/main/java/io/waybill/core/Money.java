package io.waybill.core;

import jakarta.persistence.Embeddable;

/**
 * An amount of money in the one currency that Waybill runs in ({@code waybill.currency}).
 *
 * @param amount in the currency's smallest unit: won for KRW, cents for EUR
 */
@Embeddable
public record Money(long amount) {

    public static final Money ZERO = new Money(0);

    /**
     * The sum.
     *
     * @throws ArithmeticException if it cannot be held
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, other.amount));
    }

    /**
     * The price of this many pieces.
     *
     * @throws ArithmeticException if it cannot be held
     */
    public Money times(long quantity) {
        return new Money(Math.multiplyExact(amount, quantity));
    }

    @Override
    public String toString() {
        return Long.toString(amount);
    }
}
