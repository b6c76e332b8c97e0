package io.waybill.race.rest;

import io.waybill.race.Race;
import io.waybill.race.RaceId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which races a caller wants to see; a parameter that is not given does not restrict the list.
 *
 * @param startsFrom starting at this time or later
 * @param startsTo starting before this time
 */
record RaceFilter(@Nullable Instant startsFrom, @Nullable Instant startsTo) {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    Specification<Race> asSpecification() {
        Specification<Race> from = startsFrom == null
                ? Specification.unrestricted()
                : (race, query, is) ->
                        is.greaterThanOrEqualTo(race.get("description").get("startsAt"), storable(startsFrom));
        return startsTo == null
                ? from
                : from.and(
                        (race, query, is) -> is.lessThan(race.get("description").get("startsAt"), storable(startsTo)));
    }

    /** Those made before another one; all if there is none. */
    static Specification<Race> before(Optional<RaceId> id) {
        return id.<Specification<Race>>map(
                        made -> (race, query, is) -> is.lessThan(race.get("id").get("value"), made.value()))
                .orElse(Specification.unrestricted());
    }

    /** The nearest instant that the database can compare with. */
    private static Instant storable(Instant instant) {
        return instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    }
}
