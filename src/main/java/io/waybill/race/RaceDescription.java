package io.waybill.race;

import io.waybill.core.Money;
import io.waybill.core.refusal.FieldError;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an organiser says about a race.
 *
 * @param startsAt in whole seconds, as is {@code closesAt}
 * @param closesAt until when runners can enter and withdraw; then the fees are charged
 * @param metres its distance
 * @param places how many runners can take part
 * @param fee what an entry costs
 */
@Embeddable
public record RaceDescription(
        String name,
        Instant startsAt,
        Instant closesAt,
        int metres,
        int places,

        @AttributeOverride(name = "amount", column = @Column(name = "fee"))
        Money fee) {

    private static final Duration LATEST = Duration.ofDays(3 * 366);

    /** What is wrong with it, at a time at which it is to hold from now on. */
    List<FieldError> mistakes(Instant now) {
        List<FieldError> mistakes = new ArrayList<>();
        if (!startsAt.isAfter(now)) {
            mistakes.add(new FieldError("startsAt", "is in the past"));
        }
        if (startsAt.isAfter(now.plus(LATEST))) {
            mistakes.add(new FieldError("startsAt", "is more than %d days from now".formatted(LATEST.toDays())));
        }
        if (!closesAt.isAfter(now)) {
            mistakes.add(new FieldError("closesAt", "is in the past"));
        }
        if (mistakes.isEmpty() && closesAt.isAfter(startsAt)) {
            mistakes.add(new FieldError("closesAt", "is after startsAt"));
        }
        return mistakes;
    }

    boolean isClosed(Instant now) {
        return !now.isBefore(closesAt);
    }
}
