package io.waybill.mutants;

import io.waybill.mutants.Story.Cancels;
import io.waybill.mutants.Story.Driver;
import io.waybill.mutants.Story.Production;
import io.waybill.mutants.World.Happening;
import io.waybill.mutants.World.Now;
import io.waybill.mutants.World.Offer;
import io.waybill.mutants.World.Order;
import io.waybill.mutants.World.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An order in a story: what is done about it, and what its customer and its drivers were promised. */
final class PlacedOrder {

    /** Times are told this exactly: the seconds that Waybill takes to do something are no difference. */
    private static final Duration EXACTLY = Duration.ofSeconds(30);

    private final World world;
    private final Story story;
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

    PlacedOrder(World world, Story story, long item) {
        this.world = world;
        this.story = story;
        this.item = item;
        credit = story.hasCredit() ? 10 * Story.QUANTITY * story.price() : story.price();
        customer = world.callers().customer(credit);
        id = world.callers().place(customer, item, Story.QUANTITY);
        if (story.cancels() == Cancels.AT_ONCE) {
            cancel();
        }
    }

    String id() {
        return id;
    }

    long item() {
        return item;
    }

    /** What the factory has made for it. */
    long made() {
        return made;
    }

    private void cancel() {
        asked = true;
        cancelled = world.callers().cancel(id);
    }

    /** Does what is next to do, if anything is. */
    boolean act(Now now) {
        return cancels(now) || answersAsFactory(now, false) || answersAsDriver(now);
    }

    /** Does what is only done when nothing else happens any more. */
    boolean actLate(Now now) {
        return answersAsFactory(now, true);
    }

    private boolean cancels(Now now) {
        boolean cancels = !asked
                && switch (story.cancels()) {
                    case NEVER, AT_ONCE, WHEN_ACCEPTED -> false;
                    case IN_PRODUCTION -> now.requests().containsKey(id);
                    case WHEN_OFFERED -> now.offers().containsKey(id);
                    case TOO_LATE -> now.order(id).hasEnded();
                };
        if (cancels) {
            cancel();
        }
        return cancels;
    }

    private boolean answersAsFactory(Now now, boolean late) {
        Request request = now.requests().get(id);
        if (request == null || factoryAnswered || story.production() == Production.IS_LATE != late) {
            return false;
        }
        factoryAnswered = true;
        if (story.production() == Production.FAILS) {
            world.factory().failed(id, item);
        } else {
            made = request.quantity();
            world.factory().finished(id, item);
        }
        return true;
    }

    private boolean answersAsDriver(Now now) {
        List<Offer> fresh = now.offers().getOrDefault(id, List.of()).stream()
                .filter(offer -> offer.isOpen() && answered.add(offer.number()))
                .filter(offer -> story.driver(offer.number()) != Driver.IS_SILENT)
                .toList();
        fresh.forEach(this::answer);
        return !fresh.isEmpty();
    }

    private void answer(Offer offer) {
        if (story.driver(offer.number()) == Driver.REFUSES) {
            world.callers().refuse(id, offer.driver());
        } else if (world.callers().accept(id, offer.driver())) {
            acceptedBy.add(offer.driver());
            if (story.cancels() == Cancels.WHEN_ACCEPTED) {
                cancel();
            }
        }
    }

    /** An operator ends it, whatever its process does. Returns whether that was allowed. */
    boolean end() {
        return world.callers().end(id);
    }

    /** What an operator is told. */
    List<String> incidents() {
        return world.callers().incidents(id);
    }

    /** What happened to it, with when. What happens at the same time has no order. */
    String told(Now now, List<Happening> timeline) {
        Order order = now.order(id);
        return timeline.stream()
                        .collect(Collectors.groupingBy(
                                entry -> Duration.between(timeline.getFirst().at(), entry.at())
                                        .plus(EXACTLY.dividedBy(2))
                                        .dividedBy(EXACTLY),
                                TreeMap::new,
                                Collectors.mapping(
                                        entry -> entry.step() + " " + entry.outcome(),
                                        Collectors.toCollection(TreeSet::new))))
                + " " + order.status() + " "
                + String.valueOf(order.reason()).replace(String.valueOf(item), "ITEM");
    }

    private record Account(long available, long held, long captured) {}

    /** What was promised to its customer and its drivers, and is not so. */
    List<String> brokenPromises(Now now) {
        List<String> broken = new ArrayList<>();
        String status = now.order(id).status();
        boolean ships = status.equals("COMPLETED") || status.equals("SHIPPED");
        if (cancelled && ships) {
            broken.add("its cancellation was accepted, and it is " + status);
        }
        Account account = world.db()
                .sql("select available, held, captured from account where customer_id = ?")
                .param(customer)
                .query(Account.class)
                .single();
        long total = Story.QUANTITY * story.price();
        Account right = switch (status) {
            case "COMPLETED" -> new Account(credit - total, 0, total);
            case "REJECTED", "CANCELLED" -> new Account(credit, 0, 0);
            default -> account;
        };
        if (!account.equals(right) || account.available() + account.held() + account.captured() != credit) {
            broken.add("it is %s, and of %d the account has %s".formatted(status, credit, account));
        }
        if (!ships && account.captured() > 0) {
            broken.add("it is %s, and %d was charged".formatted(status, account.captured()));
        }
        if (acceptedBy.size() > 1) {
            broken.add("%s were all told that they deliver it".formatted(acceptedBy));
        }
        if (status.equals("COMPLETED") && !acceptedBy.isEmpty()) {
            String driver = now.offers().getOrDefault(id, List.of()).stream()
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
