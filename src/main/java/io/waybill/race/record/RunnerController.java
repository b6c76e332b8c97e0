package io.waybill.race.record;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.account.Accounts;
import io.waybill.core.CustomerId;
import io.waybill.core.Ids;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListParameters;
import io.waybill.platform.web.PlainText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Runners: their own, unofficial records, and their personal bests. A runner is a customer. */
@RestController
@Tag(name = "race")
@RequestMapping("/runners/{runnerId}")
class RunnerController {

    private static final long A_WEEK = 7 * 24 * 60 * 60 * 1_000L;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);

    /** Sorts after every id. */
    private static final String LAST_ID = "~";

    private final RecordBooks books;
    private final Accounts accounts;
    private final Idempotency idempotency;
    private final Clock clock;

    RunnerController(RecordBooks books, Accounts accounts, Idempotency idempotency, Clock clock) {
        this.books = books;
        this.accounts = accounts;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * A time that a runner notes.
     *
     * @param race the name of the race, or of the course
     * @param ranOn a day from 1900 until today
     * @param metres the distance
     * @param milliseconds less than a week
     */
    record Note(
            @NotNull @PlainText(max = 100, blank = false) String race,
            @NotNull LocalDate ranOn,
            @NotNull @Min(1) @Max(1_000_000) Integer metres,
            @NotNull @Min(1) @Max(A_WEEK - 1) Long milliseconds) {}

    /** Notes a time. It is the runner's own: it has no place and earns no points. */
    @Answers({201, 422})
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR})
    @PostMapping("/records")
    ResponseEntity<OwnRecord> noteRecord(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable @Pattern(regexp = CustomerId.PATTERN) String runnerId,
            @Valid @RequestBody Note note) {
        CustomerId runner = runner(caller, runnerId);
        return idempotency.once(
                caller, new Call<>(key, "POST /runners/%s/records".formatted(runner), note), OwnRecord.class, () -> {
                    requireDay(note.ranOn());
                    OwnRecord noted = new OwnRecord(
                            Ids.next(), runnerId, note.race(), note.ranOn(), note.metres(), note.milliseconds());
                    books.add(noted);
                    return ResponseEntity.status(HttpStatus.CREATED).body(noted);
                });
    }

    /** Today is still, or already, today somewhere on earth. */
    private void requireDay(LocalDate day) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.MAX);
        if (day.isAfter(today) || day.isBefore(FIRST_DAY)) {
            throw new Unprocessable(List.of(
                    new FieldError("ranOn", day.isAfter(today) ? "is in the future" : "is before " + FIRST_DAY)));
        }
    }

    /** Lists the times that a runner has noted, latest note first. */
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR})
    @GetMapping("/records")
    ResponseEntity<List<OwnRecord>> listRecords(
            Caller caller,
            @PathVariable @Pattern(regexp = CustomerId.PATTERN) String runnerId,
            @Valid ListParameters part) {
        String before = part.after(Function.identity()).orElse(LAST_ID);
        return part.answer(
                books.list(runner(caller, runnerId), before, part.pageable()), OwnRecord::id, Function.identity());
    }

    /** Removes a time that a runner has noted. */
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR})
    @DeleteMapping("/records/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeRecord(
            Caller caller,
            @PathVariable @Pattern(regexp = CustomerId.PATTERN) String runnerId,
            @PathVariable String id) {
        CustomerId runner = runner(caller, runnerId);
        if (!Ids.isId(id) || !books.remove(runner, id)) {
            throw new NotFound("record", id);
        }
    }

    /** Lists a runner's best times: for each distance the best official one, and the best noted one. */
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR})
    @GetMapping("/bests")
    List<PersonalBest> listBests(Caller caller, @PathVariable @Pattern(regexp = CustomerId.PATTERN) String runnerId) {
        return books.bests(runner(caller, runnerId));
    }

    private CustomerId runner(Caller caller, String id) {
        CustomerId runner = new CustomerId(id);
        if (!caller.mayActFor(runner) || accounts.existing(Set.of(runner)).isEmpty()) {
            throw new NotFound("runner", id);
        }
        return runner;
    }
}
