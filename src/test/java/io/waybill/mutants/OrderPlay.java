package io.waybill.mutants;

import io.waybill.mutants.OrderStory.Cancels;
import io.waybill.mutants.OrderStory.Driver;
import io.waybill.mutants.OrderStory.Production;
import io.waybill.mutants.World.Now;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An order. */
final class OrderPlay extends Play {

    private final OrderStory story;
    private final long item;
    private final long credit;
    private final String customer;
    private final String id;
    private final Set<Integer> answered = new HashSet<>();
    private final List<String> acceptedBy = new ArrayList<>();
    private boolean asked;
    private boolean factoryAnswered;
    private boolean cancelled;
    private long made;

    OrderPlay(World world, OrderStory story, long item) {
        super(world, story.name(), story.ends(), story.isRace());
        this.story = story;
        this.item = item;
        credit = story.hasCredit() ? 10 * total() : story.price();
        customer = world.callers().customer(credit);
        id = world.callers().place(customer, item, OrderStory.QUANTITY);
        if (story.cancels() == Cancels.AT_ONCE) {
            cancel();
        }
    }

    private long total() {
        return OrderStory.QUANTITY * story.price();
    }

    @Override
    String key() {
        return id;
    }

    long item() {
        return item;
    }

    /** How many pieces there were at first. */
    long available() {
        return story.available();
    }

    /** How many pieces the factory has made for it. */
    long made() {
        return made;
    }

    private void cancel() {
        asked = true;
        cancelled = world().callers().tell("/orders/%s/cancellation".formatted(id), Map.of());
    }

    @Override
    boolean act(Now now) {
        return cancels(now) || answersAsFactory(now, false) || answersAsDriver(now);
    }

    @Override
    boolean actLate(Now now) {
        return answersAsFactory(now, true);
    }

    private boolean cancels(Now now) {
        boolean cancels = !asked
                && switch (story.cancels()) {
                    case NEVER, AT_ONCE, WHEN_ACCEPTED -> false;
                    case IN_PRODUCTION -> !requests(now).isEmpty();
                    case WHEN_OFFERED -> !offers(now).isEmpty();
                    case TOO_LATE -> now.hasEnded(id);
                };
        if (cancels) {
            cancel();
        }
        return cancels;
    }

    private boolean answersAsFactory(Now now, boolean late) {
        List<Request> requests = requests(now);
        if (requests.isEmpty() || factoryAnswered || story.production() == Production.IS_LATE != late) {
            return false;
        }
        factoryAnswered = true;
        if (story.production() == Production.FAILS) {
            world().factory().failed(id, item);
        } else {
            made = requests.getFirst().quantity();
            world().factory().finished(id, item);
        }
        return true;
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
        if (story.driver(offer.number()) == Driver.REFUSES) {
            tell("refusal", offer);
        } else if (tell("acceptance", offer)) {
            acceptedBy.add(offer.driver());
            if (story.cancels() == Cancels.WHEN_ACCEPTED) {
                cancel();
            }
        }
    }

    private boolean tell(String answer, Offer offer) {
        return world().callers().tell("/deliveries/%s/%s".formatted(id, answer), Map.of("driverId", offer.driver()));
    }

    /** What was offered to a driver. */
    private record Offer(String key, int number, String driver, String status) {}

    private List<Offer> offers(Now now) {
        return now.of(id, Offer.class, Offer::key, """
                select order_id as `key`, number, driver_id as driver, status from delivery_offer
                order by order_id, number""");
    }

    /** What was asked of a factory. */
    private record Request(String key, long quantity) {}

    private List<Request> requests(Now now) {
        return now.of(id, Request.class, Request::key, "select order_id as `key`, quantity from production_request");
    }

    @Override
    List<String> brokenPromises(Now now) {
        List<String> broken = new ArrayList<>(brokenAccount(now, customer, credit, total()));
        if (cancelled && (now.hasSucceeded(id) || now.isPastPivot(id))) {
            broken.add("its cancellation was accepted, and it is " + now.statusOf(id));
        }
        if (acceptedBy.size() > 1) {
            broken.add("%s were all told that they deliver it".formatted(acceptedBy));
        }
        if (now.hasSucceeded(id) && !acceptedBy.isEmpty()) {
            String driver = offers(now).stream()
                    .filter(offer -> offer.status().equals("ACCEPTED"))
                    .map(Offer::driver)
                    .findFirst()
                    .orElse("nobody");
            if (!acceptedBy.contains(driver)) {
                broken.add("%s was told to deliver it, and %s does".formatted(acceptedBy, driver));
            }
        }
        return broken;
    }
}
