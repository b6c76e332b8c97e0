package io.waybill.race.entry;

import io.waybill.core.refusal.NotFound;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.race.Race;
import io.waybill.race.Races;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/**
 * Which entries a caller may see: operators and services all of them, runners their own, organisers those for their races.
 */
@Component
public class EntryAccess {

    private final Entries entries;
    private final Races races;

    EntryAccess(Entries entries, Races races) {
        this.entries = entries;
        this.races = races;
    }

    /**
     * An entry that the caller may see.
     *
     * @throws NotFound if there is none
     */
    public Entry find(String id, Caller caller) {
        return EntryId.parse(id)
                .flatMap(entries::findById)
                .filter(entry -> maySee(entry, caller))
                .orElseThrow(() -> new NotFound("entry", id));
    }

    private boolean maySee(Entry entry, Caller caller) {
        return seesAll(caller)
                || entry.runner().equals(caller.customer())
                || (caller.roles().contains(Role.ORGANISER)
                        && races.findById(entry.race())
                                .map(Race::organiser)
                                .filter(caller.name()::equals)
                                .isPresent());
    }

    private static boolean seesAll(Caller caller) {
        return caller.isOperator() || caller.roles().contains(Role.SERVICE);
    }

    /** Those of a runner, for whom the caller may act; of all runners, if the caller may act for all. */
    public static Specification<Entry> own(Caller caller) {
        return caller.onlyCustomer()
                .<Specification<Entry>>map(runner -> (entry, query, is) -> is.equal(entry.get("customer"), runner))
                .orElse(Specification.unrestricted());
    }
}
