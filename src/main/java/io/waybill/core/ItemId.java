package io.waybill.core;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The key of an item of the catalogue and of its stock. */
@Embeddable
public record ItemId(@Column(name = "item_id") long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
