package io.waybill.race;

import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Precondition;
import io.waybill.platform.security.Caller;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes and changes races. Organisers change their own, operators all. */
@Service
public class RaceCalendar {

    private final Races races;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RaceCalendar(Races races, ApplicationEventPublisher events, Clock clock) {
        this.races = races;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes a race, which belongs to the caller.
     *
     * @throws io.waybill.core.refusal.Unprocessable if its times are wrong
     */
    @Transactional
    public Race make(RaceDescription description, Caller caller) {
        return races.save(Race.make(caller.name(), description, clock.instant()));
    }

    /**
     * Changes a race.
     *
     * @throws NotFound if there is none
     * @throws AccessDeniedException if it is another organiser's
     * @throws Conflict if it has closed, or if entries rely on what would change
     */
    @Transactional
    public Race change(RaceId id, RaceDescription description, Precondition condition, Caller caller) {
        Race race = lockOwn(id, caller);
        condition.check(race.tag());
        race.describe(description, isEntered(id), clock.instant());
        races.flush();
        events.publishEvent(new PlacesChanged(id));
        return race;
    }

    /**
     * Removes a race that nobody has entered.
     *
     * @throws NotFound if there is none
     * @throws AccessDeniedException if it is another organiser's
     * @throws Conflict if it has entries
     */
    @Transactional
    public void remove(RaceId id, Precondition condition, Caller caller) {
        Race race = lockOwn(id, caller);
        condition.check(race.tag());
        if (isEntered(id)) {
            throw new Conflict("Runners have entered race %s, so it stays".formatted(id));
        }
        races.remove(id);
    }

    private boolean isEntered(RaceId id) {
        return races.entered(id.value()) == 1;
    }

    private Race lockOwn(RaceId id, Caller caller) {
        return own(races.lock(id).orElseThrow(() -> unknown(id)), caller);
    }

    /**
     * A race that the caller manages.
     *
     * @throws NotFound if there is none
     * @throws AccessDeniedException if it is another organiser's
     */
    @Transactional(readOnly = true)
    public Race own(RaceId id, Caller caller) {
        return own(races.findById(id).orElseThrow(() -> unknown(id)), caller);
    }

    private static Race own(Race race, Caller caller) {
        if (!caller.isOperator() && !race.organiser().equals(caller.name())) {
            throw new AccessDeniedException("Race %s is another organiser's".formatted(race.id()));
        }
        return race;
    }

    public static NotFound unknown(RaceId id) {
        return new NotFound("race", id);
    }
}
