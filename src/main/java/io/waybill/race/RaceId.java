package io.waybill.race;

import io.waybill.core.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/**
 * The key of a race.
 *
 * @param value a UUID of version 7 in its canonical lower-case form
 */
@Embeddable
public record RaceId(@Column(name = "race_id") String value) {

    public RaceId {
        Ids.require(value, "a race");
    }

    static RaceId next() {
        return new RaceId(Ids.next());
    }

    /** The id that a caller sent, or empty if it cannot be a race's. */
    public static Optional<RaceId> parse(String value) {
        return Ids.isId(value) ? Optional.of(new RaceId(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
