package io.waybill.race.entry.rest;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.core.CustomerId;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.timeline.TimelineEntry;
import io.waybill.platform.timeline.Timelines;
import io.waybill.platform.web.ListParameters;
import io.waybill.race.RaceCalendar;
import io.waybill.race.RaceId;
import io.waybill.race.entry.Entering;
import io.waybill.race.entry.Entries;
import io.waybill.race.entry.Entry;
import io.waybill.race.entry.EntryAccess;
import io.waybill.race.entry.EntryId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Entries: runners enter races, and withdraw. */
@RestController
@Tag(name = "race")
class EntryController {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "id.value");

    private final Entering entering;
    private final Entries entries;
    private final EntryAccess access;
    private final RaceCalendar calendar;
    private final Timelines timelines;
    private final Idempotency idempotency;

    EntryController(
            Entering entering,
            Entries entries,
            EntryAccess access,
            RaceCalendar calendar,
            Timelines timelines,
            Idempotency idempotency) {
        this.entering = entering;
        this.entries = entries;
        this.access = access;
        this.calendar = calendar;
        this.timelines = timelines;
        this.idempotency = idempotency;
    }

    /**
     * Enters a runner for a race. Once this is answered (202) the entry is accepted and will reach exactly one end:
     * {@code COMPLETED}, {@code REJECTED} or {@code CANCELLED}. The fee is held until the race closes; if the race is full,
     * the entry is on its waiting list.
     */
    @Answers(
            value = {202, 422},
            headers = HttpHeaders.LOCATION)
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @PostMapping("/races/{id}/entries")
    ResponseEntity<RaceEntryView> enterRace(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody EntryRequest request) {
        RaceId race = race(id);
        return idempotency.once(
                caller, new Call<>(key, "POST /races/%s/entries".formatted(race), request), RaceEntryView.class, () -> {
                    Entry placed = entering.place(race, new CustomerId(request.runnerId()), caller);
                    return ResponseEntity.accepted()
                            .location(URI.create("/entries/" + placed.id()))
                            .body(RaceEntryView.full(placed, List.of(firstEntry(placed))));
                });
    }

    private static TimelineEntry firstEntry(Entry placed) {
        var step = placed.placed();
        return new TimelineEntry(0, placed.placedAt(), step.step(), step.outcome(), step.detail());
    }

    /** Lists who has entered a race, those who entered last first. Organisers see their own races. */
    @RolesAllowed({Role.ORGANISER, Role.OPERATOR})
    @GetMapping("/races/{id}/entries")
    ResponseEntity<List<RaceEntryView>> listEntriesOfRace(
            Caller caller, @PathVariable String id, @Valid EntryFilter filter, @Valid ListParameters part) {
        RaceId race = calendar.own(race(id), caller).id();
        return list(filter.asSpecification().and(EntryFilter.ofRace(race)), part);
    }

    /** Lists entries, newest first, without their timelines. Runners see their own. */
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @GetMapping("/entries")
    ResponseEntity<List<RaceEntryView>> listEntries(
            Caller caller, @Valid EntryFilter filter, @Valid ListParameters part) {
        return list(filter.asSpecification().and(EntryAccess.own(caller)), part);
    }

    private ResponseEntity<List<RaceEntryView>> list(Specification<Entry> wanted, ListParameters part) {
        Pageable newestFirst = part.pageable(NEWEST_FIRST);
        Slice<Entry> found = entries.findBy(
                wanted.and(EntryFilter.before(part.after(EntryId::of))), query -> query.slice(newestFirst));
        return part.answer(found, Entry::id, RaceEntryView::summary);
    }

    /** Shows an entry with what has happened to it so far. */
    @Answers(headers = HttpHeaders.ETAG)
    @RolesAllowed({Role.CUSTOMER, Role.ORGANISER, Role.OPERATOR, Role.SERVICE})
    @GetMapping("/entries/{id}")
    ResponseEntity<RaceEntryView> getEntry(Caller caller, @PathVariable String id) {
        Entry entry = access.find(id, caller);
        List<TimelineEntry> steps = timelines.of(entry.id().subject());
        return ResponseEntity.ok()
                .eTag("%d-%d".formatted(entry.changes(), steps.size()))
                .body(RaceEntryView.full(entry, steps));
    }

    /**
     * Withdraws an entry before the race closes. Once this is accepted no fee will be charged: what was done for it is
     * undone, its place goes to the first on the waiting list, and then it is {@code CANCELLED}. Once the race has closed it
     * is too late (409).
     */
    @Answers(202)
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @PostMapping("/entries/{id}/withdrawal")
    ResponseEntity<RaceEntryView> withdrawEntry(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id) {
        EntryId entry = EntryId.parse(id).orElseThrow(() -> new NotFound("entry", id));
        return idempotency.once(
                caller,
                new Call<>(key, "POST /entries/%s/withdrawal".formatted(entry), ""),
                RaceEntryView.class,
                () -> {
                    Entry withdrawn = entering.withdraw(entry, caller);
                    return ResponseEntity.accepted().body(RaceEntryView.full(withdrawn, timelines.of(entry.subject())));
                });
    }

    private static RaceId race(String id) {
        return RaceId.parse(id).orElseThrow(() -> new NotFound("race", id));
    }
}
