package io.waybill.core;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a restock: of what was asked of a factory because an item was low.
 *
 * @param value a UUID of version 7 in its canonical lower-case form
 */
public record RestockId(String value) {

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    public RestockId {
        if (!CANONICAL.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a restock id: " + value);
        }
    }

    /** A new id. Later ids sort after earlier ones. */
    public static RestockId next() {
        return new RestockId(GENERATOR.generate().toString());
    }

    /** The id that somebody sent, or empty if it cannot be a restock's. */
    public static Optional<RestockId> parse(String value) {
        return CANONICAL.matcher(value).matches() ? Optional.of(new RestockId(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
