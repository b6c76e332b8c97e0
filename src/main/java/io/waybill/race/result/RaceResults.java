package io.waybill.race.result;

import io.waybill.core.CustomerId;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.security.Caller;
import io.waybill.race.Race;
import io.waybill.race.RaceCalendar;
import io.waybill.race.RaceId;
import io.waybill.race.Races;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Enters and changes official results. Organisers do so for their own races. */
@Service
class RaceResults {

    private final ResultBooks books;
    private final RaceCalendar calendar;
    private final Races races;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RaceResults(ResultBooks books, RaceCalendar calendar, Races races, ApplicationEventPublisher events, Clock clock) {
        this.books = books;
        this.calendar = calendar;
        this.races = races;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Enters a runner's time, or corrects it.
     *
     * @param reason why a time that was entered before is another one now
     * @throws NotFound if there is no such race
     * @throws org.springframework.security.access.AccessDeniedException if it is another organiser's
     * @throws Conflict if the race has not started
     * @throws Unprocessable if the runner does not take part, or a correction has no reason
     */
    @Transactional
    public Result enter(RaceId id, CustomerId runner, long milliseconds, @Nullable String reason, Caller caller) {
        Race race = lockOwn(id, caller);
        if (!race.hasStarted(clock.instant())) {
            throw new Conflict("The race starts at %s: results are entered after that"
                    .formatted(race.description().startsAt()));
        }
        if (!books.takesPart(id, runner)) {
            throw unprocessable("runnerId", "Runner %s does not take part in race %s".formatted(runner, id));
        }
        Optional<Long> before = books.time(id, runner);
        if (before.filter(time -> time == milliseconds).isEmpty()) {
            boolean isCorrection = before.isPresent() || books.wasChanged(id, runner);
            if (isCorrection) {
                books.log(id, runner, before.orElse(null), milliseconds, required(reason, before), caller.name());
            }
            books.enter(id, runner, milliseconds);
            events.publishEvent(new ResultsChanged(id, runner));
        }
        return books.find(id, runner).orElseThrow();
    }

    private static String required(@Nullable String reason, Optional<Long> before) {
        if (reason == null) {
            throw unprocessable(
                    "reason",
                    before.map(time -> "is required to correct the time of %d ms".formatted(time))
                            .orElse("is required to enter a result again that was removed"));
        }
        return reason;
    }

    private static Unprocessable unprocessable(String field, String why) {
        return new Unprocessable(List.of(new FieldError(field, why)));
    }

    /**
     * Removes a result.
     *
     * @throws NotFound if there is none
     * @throws org.springframework.security.access.AccessDeniedException if it is another organiser's race
     */
    @Transactional
    public void remove(RaceId id, CustomerId runner, String reason, Caller caller) {
        lockOwn(id, caller);
        long before = books.time(id, runner).orElseThrow(() -> new NotFound("result of runner", runner));
        books.log(id, runner, before, null, reason, caller.name());
        books.remove(id, runner);
        events.publishEvent(new ResultsChanged(id, runner));
    }

    /** All changes of a race's results wait for one another: its row is locked. */
    private Race lockOwn(RaceId id, Caller caller) {
        calendar.own(id, caller);
        return races.lock(id).orElseThrow(() -> RaceCalendar.unknown(id));
    }
}
