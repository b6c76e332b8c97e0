package io.waybill.mutants;

import java.util.List;

/**
 * What a customer, a factory and the drivers do about an order.
 *
 * @param orders how many customers want the same goods at once
 * @param price of a piece
 * @param available pieces in stock; each order is for two
 * @param hasCredit whether the customer can pay
 * @param cancels when the customer cancels
 * @param drivers what the drivers answer, one after the other; the last is how the rest answers
 * @param ends how the orders end on the shipped model
 */
record OrderStory(
        String name,
        int orders,
        long price,
        long available,
        boolean hasCredit,
        Production production,
        Cancels cancels,
        List<Driver> drivers,
        String ends) {

    static final long QUANTITY = 2;

    enum Production {
        SUCCEEDS,
        FAILS,
        /** Only when nothing else happens any more. */
        IS_LATE
    }

    enum Cancels {
        NEVER,
        AT_ONCE,
        IN_PRODUCTION,
        WHEN_OFFERED,
        /** At the same moment as a driver accepts. */
        WHEN_ACCEPTED,
        /** When it has ended. */
        TOO_LATE
    }

    enum Driver {
        ACCEPTS,
        REFUSES,
        IS_SILENT
    }

    private static final long ENOUGH = 10;
    private static final String CANCELLED = "CANCELLED";
    private static final String REJECTED = "REJECTED";

    static final List<OrderStory> ALL = List.of(
            of("all there"),
            of("short").available(1),
            of("nothing there").available(0),
            of("made late").available(1).production(Production.IS_LATE).ends(CANCELLED),
            of("not made").available(1).production(Production.FAILS).ends(REJECTED),
            of("no credit").credit(false).ends(REJECTED),
            of("no credit, and short").credit(false).available(1).ends(REJECTED),
            of("cancelled at once").cancels(Cancels.AT_ONCE).ends(CANCELLED),
            of("cancelled in production")
                    .available(1)
                    .cancels(Cancels.IN_PRODUCTION)
                    .ends(CANCELLED),
            of("cancelled when offered").cancels(Cancels.WHEN_OFFERED).ends(CANCELLED),
            of("cancelled as it is accepted").cancels(Cancels.WHEN_ACCEPTED).ends(CANCELLED),
            of("cancelled too late").cancels(Cancels.TOO_LATE),
            of("a driver refuses").drivers(Driver.REFUSES, Driver.ACCEPTS),
            of("a driver is silent").drivers(Driver.IS_SILENT, Driver.ACCEPTS),
            of("no driver answers").drivers(Driver.IS_SILENT).ends(CANCELLED),
            of("all drivers refuse").drivers(Driver.REFUSES).ends(CANCELLED),
            of("short and no driver").available(1).drivers(Driver.REFUSES).ends(CANCELLED),
            of("two at once for the last pieces").available(2).orders(2),
            of("a large order").price(60_000_000).available(1),
            of("a large order that is made late")
                    .price(60_000_000)
                    .available(1)
                    .production(Production.IS_LATE)
                    .ends(CANCELLED),
            of("a large order without a driver")
                    .price(60_000_000)
                    .drivers(Driver.IS_SILENT)
                    .ends(CANCELLED));

    private static OrderStory of(String name) {
        return new OrderStory(
                name, 1, 100, ENOUGH, true, Production.SUCCEEDS, Cancels.NEVER, List.of(Driver.ACCEPTS), "COMPLETED");
    }

    private OrderStory orders(int orders) {
        return new OrderStory(name, orders, price, available, hasCredit, production, cancels, drivers, ends);
    }

    private OrderStory price(long price) {
        return new OrderStory(name, orders, price, available, hasCredit, production, cancels, drivers, ends);
    }

    private OrderStory available(long available) {
        return new OrderStory(name, orders, price, available, hasCredit, production, cancels, drivers, ends);
    }

    private OrderStory credit(boolean hasCredit) {
        return new OrderStory(name, orders, price, available, hasCredit, production, cancels, drivers, ends);
    }

    private OrderStory production(Production production) {
        return new OrderStory(name, orders, price, available, hasCredit, production, cancels, drivers, ends);
    }

    private OrderStory cancels(Cancels cancels) {
        return new OrderStory(name, orders, price, available, hasCredit, production, cancels, drivers, ends);
    }

    private OrderStory drivers(Driver... drivers) {
        return new OrderStory(name, orders, price, available, hasCredit, production, cancels, List.of(drivers), ends);
    }

    private OrderStory ends(String ends) {
        return new OrderStory(name, orders, price, available, hasCredit, production, cancels, drivers, ends);
    }

    /** Whether two things happen at the same time. */
    boolean isRace() {
        return orders > 1 || cancels == Cancels.AT_ONCE || cancels == Cancels.WHEN_ACCEPTED;
    }

    Driver driver(int offer) {
        return drivers.get(Math.min(offer, drivers.size()) - 1);
    }
}
