package io.waybill.race.rest;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.EntityTags;
import io.waybill.platform.web.ListParameters;
import io.waybill.race.Race;
import io.waybill.race.RaceCalendar;
import io.waybill.race.RaceId;
import io.waybill.race.Races;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Races: organisers make and change their own. */
@RestController
@Tag(name = "race")
@RequestMapping("/races")
class RaceController {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "id.value");

    private final RaceCalendar calendar;
    private final Races races;
    private final Idempotency idempotency;

    RaceController(RaceCalendar calendar, Races races, Idempotency idempotency) {
        this.calendar = calendar;
        this.races = races;
        this.idempotency = idempotency;
    }

    /** Makes a race, which the caller then manages. Runners can enter it until it closes. */
    @Answers(
            value = {201, 422},
            headers = HttpHeaders.LOCATION)
    @RolesAllowed({Role.ORGANISER, Role.OPERATOR})
    @PostMapping
    ResponseEntity<RaceView> makeRace(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @Valid @RequestBody RaceRequest request) {
        return idempotency.once(caller, new Call<>(key, "POST /races", request), RaceView.class, () -> {
            Race race = calendar.make(request.description(), caller);
            return ResponseEntity.created(URI.create("/races/" + race.id())).body(RaceView.of(race));
        });
    }

    /** Lists the races, those made last first. */
    @RolesAllowed({Role.CUSTOMER, Role.ORGANISER, Role.OPERATOR, Role.SERVICE})
    @GetMapping
    ResponseEntity<List<RaceView>> listRaces(@Valid RaceFilter filter, @Valid ListParameters part) {
        Pageable newestFirst = part.pageable(NEWEST_FIRST);
        Optional<RaceId> before = part.after(RaceId::new);
        Slice<Race> found = races.findBy(
                filter.asSpecification().and(RaceFilter.before(before)), query -> query.slice(newestFirst));
        return part.answer(found, Race::id, RaceView::of);
    }

    /** Shows a race. */
    @Answers(headers = HttpHeaders.ETAG)
    @RolesAllowed({Role.CUSTOMER, Role.ORGANISER, Role.OPERATOR, Role.SERVICE})
    @GetMapping("/{id}")
    ResponseEntity<RaceView> getRace(@PathVariable String id) {
        return view(races.findById(parse(id)).orElseThrow(() -> new NotFound("race", id)));
    }

    /**
     * Changes a race until it closes. Once runners have entered it, its closing time stays; it never has fewer places than
     * are taken. Places that are added go to the waiting list.
     */
    @Answers(value = 422, headers = HttpHeaders.ETAG)
    @RolesAllowed({Role.ORGANISER, Role.OPERATOR})
    @PutMapping("/{id}")
    ResponseEntity<RaceView> changeRace(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody RaceRequest request) {
        calendar.change(parse(id), request.description(), EntityTags.of(ifMatch, null), caller);
        return getRace(id);
    }

    /** Removes a race. Refused (409) once runners have entered it. */
    @RolesAllowed({Role.ORGANISER, Role.OPERATOR})
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeRace(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        calendar.remove(parse(id), EntityTags.of(ifMatch, null), caller);
    }

    private static ResponseEntity<RaceView> view(Race race) {
        return ResponseEntity.ok().eTag(race.tag()).body(RaceView.of(race));
    }

    private static RaceId parse(String id) {
        return RaceId.parse(id).orElseThrow(() -> new NotFound("race", id));
    }
}
