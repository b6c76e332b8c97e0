package io.waybill.race.result;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.core.CustomerId;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListParameters;
import io.waybill.platform.web.PlainText;
import io.waybill.platform.web.Reason;
import io.waybill.race.RaceCalendar;
import io.waybill.race.RaceId;
import io.waybill.race.Races;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Official results: organisers enter and correct them, everybody sees them. */
@RestController
@Tag(name = "race")
@RequestMapping("/races/{id}/results")
class ResultController {

    private static final long A_WEEK = 7 * 24 * 60 * 60 * 1_000L;

    private final RaceResults results;
    private final ResultBooks books;
    private final Races races;

    ResultController(RaceResults results, ResultBooks books, Races races) {
        this.results = results;
        this.books = books;
        this.races = races;
    }

    /**
     * A runner's time.
     *
     * @param milliseconds less than a week
     * @param reason why it is not the time that was entered before; required for a correction
     */
    record Time(
            @NotNull @Min(1) @Max(A_WEEK - 1) Long milliseconds,

            @Nullable @PlainText(max = 200, blank = false) String reason) {}

    /** A result with what was changed since it was entered, oldest first. */
    record ResultView(
            String raceId,
            String runnerId,
            int place,
            long milliseconds,
            @Nullable Integer points,
            Instant enteredAt,
            List<Correction> corrections) {}

    /** Lists the results of a race, the fastest first. */
    @RolesAllowed({Role.CUSTOMER, Role.ORGANISER, Role.OPERATOR, Role.SERVICE})
    @GetMapping
    ResponseEntity<List<Result>> listResults(@PathVariable String id, @Valid ListParameters part) {
        RaceId race = existing(id);
        Optional<Position> after = part.after(Position::parse);
        return part.answer(
                books.list(
                        race,
                        after.map(Position::milliseconds).orElse(0L),
                        after.map(Position::runner).orElse(""),
                        part.pageable()),
                Result::position,
                Function.identity());
    }

    private record Position(long milliseconds, String runner) {

        static Position parse(String text) {
            String[] parts = text.split(":", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("Not a position: " + text);
            }
            return new Position(Long.parseLong(parts[0]), parts[1]);
        }
    }

    /** Shows the result of a runner, with its corrections. */
    @RolesAllowed({Role.CUSTOMER, Role.ORGANISER, Role.OPERATOR, Role.SERVICE})
    @GetMapping("/{runnerId}")
    ResultView getResult(@PathVariable String id, @PathVariable @Pattern(regexp = CustomerId.PATTERN) String runnerId) {
        RaceId race = existing(id);
        CustomerId runner = new CustomerId(runnerId);
        return view(books.find(race, runner).orElseThrow(() -> new NotFound("result of runner", runnerId)));
    }

    /**
     * Enters the time of a runner who takes part, once the race has started. To correct it, give a reason: earlier times
     * stay visible.
     */
    @Answers(422)
    @RolesAllowed({Role.ORGANISER, Role.OPERATOR})
    @PutMapping("/{runnerId}")
    ResultView enterResult(
            Caller caller,
            @PathVariable String id,
            @PathVariable @Pattern(regexp = CustomerId.PATTERN) String runnerId,
            @Valid @RequestBody Time time) {
        return view(results.enter(parse(id), new CustomerId(runnerId), time.milliseconds(), time.reason(), caller));
    }

    /** Removes a result, with a reason; what it was stays on record. */
    @RolesAllowed({Role.ORGANISER, Role.OPERATOR})
    @PostMapping("/{runnerId}/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeResult(
            Caller caller,
            @PathVariable String id,
            @PathVariable @Pattern(regexp = CustomerId.PATTERN) String runnerId,
            @Valid @RequestBody Reason reason) {
        results.remove(parse(id), new CustomerId(runnerId), reason.reason(), caller);
    }

    private ResultView view(Result result) {
        return new ResultView(
                result.raceId(),
                result.runnerId(),
                result.place(),
                result.milliseconds(),
                result.points(),
                result.enteredAt(),
                books.corrections(new RaceId(result.raceId()), new CustomerId(result.runnerId())));
    }

    private RaceId existing(String id) {
        RaceId race = parse(id);
        return races.findById(race)
                .orElseThrow(() -> RaceCalendar.unknown(race))
                .id();
    }

    private static RaceId parse(String id) {
        return RaceId.parse(id).orElseThrow(() -> new NotFound("race", id));
    }
}
