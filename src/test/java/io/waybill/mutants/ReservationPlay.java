package io.waybill.mutants;

import io.waybill.mutants.OrderStory.Driver;
import io.waybill.mutants.ReservationStory.Cancels;
import io.waybill.mutants.ReservationStory.Decision;
import io.waybill.mutants.World.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A reservation of an hour. */
final class ReservationPlay extends Play {

    private static final long CREDIT = 1_000_000;

    private final ReservationStory story;
    private final long credit;
    private final String customer;
    private final Instant start;
    private final String id;
    private final Set<Integer> answered = new HashSet<>();
    private final List<String> acceptedBy = new ArrayList<>();
    private boolean asked;
    private boolean cancelled;
    private boolean reported;
    private boolean decided;

    /** @param day of the reservation, from 0, so that no driver is wanted twice at the same time */
    ReservationPlay(World world, ReservationStory story, int day) {
        super(world, story.name(), story.ends(), story.isRace());
        this.story = story;
        credit = story.hasCredit() ? CREDIT : 1;
        customer = world.callers().customer(credit);
        start = world.time().plus(Duration.ofDays(day + 1L));
        id = world.callers().reserve(customer, start, start.plus(Duration.ofHours(1)));
        if (story.cancels() == Cancels.AT_ONCE) {
            cancel();
        }
    }

    @Override
    String key() {
        return id;
    }

    private void cancel() {
        asked = true;
        cancelled = tell("cancellation", Map.of());
    }

    private boolean tell(String what, Object body) {
        return world().callers().tell("/reservations/%s/%s".formatted(id, what), body);
    }

    @Override
    boolean act(Now now) {
        return cancels(now) || answersAsDriver(now) || reports(now) || decides();
    }

    private boolean cancels(Now now) {
        boolean cancels = !asked
                && switch (story.cancels()) {
                    case NEVER, AT_ONCE, WHEN_ACCEPTED -> false;
                    case WHEN_OFFERED -> !offers(now).isEmpty();
                    case WHEN_CONFIRMED -> isConfirmed(now);
                    case TOO_LATE -> now.hasEnded(id);
                };
        if (cancels) {
            cancel();
        }
        return cancels;
    }

    private boolean isConfirmed(Now now) {
        return now.statusOf(id).equals("CONFIRMED");
    }

    private record Offer(String key, int number, String driver, String status) {}

    private List<Offer> offers(Now now) {
        return now.of(id, Offer.class, Offer::key, """
                select reservation_id as `key`, number, driver_id as driver, status from reservation_offer
                order by reservation_id, number""");
    }

    private boolean answersAsDriver(Now now) {
        List<Offer> fresh = offers(now).stream()
                .filter(offer -> offer.status().equals("OPEN") && answered.add(offer.number()))
                .filter(offer -> story.driver(offer.number()) != Driver.IS_SILENT)
                .toList();
        fresh.forEach(this::answer);
        return !fresh.isEmpty();
    }

    private void answer(Offer offer) {
        Map<String, Object> driver = Map.of("driverId", offer.driver());
        if (story.driver(offer.number()) == Driver.REFUSES) {
            tell("refusal", driver);
        } else if (tell("acceptance", driver)) {
            acceptedBy.add(offer.driver());
            if (story.cancels() == Cancels.WHEN_ACCEPTED) {
                cancel();
            }
        }
    }

    private boolean reports(Now now) {
        boolean reports = wakes(now).filter(time -> !time.isAfter(now.time())).isPresent();
        if (reports) {
            reported = true;
            tell("no-show", Map.of("reason", "The customer did not come"));
        }
        return reports;
    }

    /** When the driver has waited for the customer for a quarter of an hour. */
    @Override
    Optional<Instant> wakes(Now now) {
        return story.decision() == Decision.NOT_NEEDED || reported || !isConfirmed(now)
                ? Optional.empty()
                : Optional.of(start.plus(Duration.ofMinutes(15)));
    }

    private boolean decides() {
        if (!reported || decided || story.decision() == Decision.NONE) {
            return false;
        }
        decided = world().callers()
                .answer(Reservations.PROCESS, id, Map.of("feeDue", story.decision() == Decision.FEE_IS_DUE));
        return decided;
    }

    private record Fee(String key, long fee, String driver) {}

    @Override
    List<String> brokenPromises(Now now) {
        Fee fee = now.of(id, Fee.class, Fee::key, """
                        select reservation_id as `key`, fee, coalesce(driver_id, '') as driver from reservation""").getFirst();
        List<String> broken = new ArrayList<>(brokenAccount(now, customer, credit, fee.fee()));
        if (cancelled && (now.hasSucceeded(id) || now.isPastPivot(id))) {
            broken.add("its cancellation was accepted, and it is " + now.statusOf(id));
        }
        if (acceptedBy.size() > 1) {
            broken.add("%s were all told that they drive".formatted(acceptedBy));
        }
        if (now.hasSucceeded(id) && !acceptedBy.isEmpty() && !acceptedBy.contains(fee.driver())) {
            broken.add("%s was told to drive, and it has “%s”".formatted(acceptedBy, fee.driver()));
        }
        return broken;
    }
}
