package io.waybill.core;

import java.util.Optional;

/**
 * The key of a restock: of what was asked of a factory because an item was low.
 *
 * @param value a UUID of version 7 in its canonical lower-case form
 */
public record RestockId(String value) {

    public RestockId {
        Ids.require(value, "a restock");
    }

    /** A new id. Later ids sort after earlier ones. */
    public static RestockId next() {
        return new RestockId(Ids.next());
    }

    /** The id that somebody sent, or empty if it cannot be a restock's. */
    public static Optional<RestockId> parse(String value) {
        return Ids.isId(value) ? Optional.of(new RestockId(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
