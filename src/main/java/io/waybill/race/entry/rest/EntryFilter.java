package io.waybill.race.entry.rest;

import io.waybill.core.CustomerId;
import io.waybill.race.RaceId;
import io.waybill.race.entry.Entry;
import io.waybill.race.entry.EntryId;
import io.waybill.race.entry.EntryStatus;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which entries a caller wants to see; a parameter that is not given does not restrict the list.
 *
 * @param runnerId the customer who entered
 * @param status any of these
 */
record EntryFilter(
        @Nullable @Pattern(regexp = CustomerId.PATTERN, message = "is not a customer id")
        String runnerId,

        @Nullable List<EntryStatus> status) {

    Specification<Entry> asSpecification() {
        Specification<Entry> ofRunner = runnerId == null
                ? Specification.unrestricted()
                : (entry, query, is) -> is.equal(entry.get("customer"), new CustomerId(runnerId));
        return status == null || status.isEmpty()
                ? ofRunner
                : ofRunner.and((entry, query, is) -> entry.get("status").in(status));
    }

    static Specification<Entry> ofRace(RaceId race) {
        return (entry, query, is) -> is.equal(entry.get("race"), race);
    }

    /** Those placed before another one; all if there is none. */
    static Specification<Entry> before(Optional<EntryId> id) {
        return id.<Specification<Entry>>map(placed ->
                        (entry, query, is) -> is.lessThan(entry.get("id").get("value"), placed.value()))
                .orElse(Specification.unrestricted());
    }
}
