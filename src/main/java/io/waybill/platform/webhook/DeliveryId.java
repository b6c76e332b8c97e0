package io.waybill.platform.webhook;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The key of a delivery, a UUID of version 7: later ones sort after earlier ones. The receiver gets it as {@code
 * webhook-id}, the same in every attempt, so that it can drop duplicates.
 */
@Embeddable
record DeliveryId(@Column(name = "delivery_id") String value) {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    static DeliveryId next() {
        return new DeliveryId(GENERATOR.generate().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
