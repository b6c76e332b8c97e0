package io.waybill.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * What kind of orders are placed.
 *
 * @param poor the share whose customer has no credit
 * @param shortOfStock the share that has to be produced
 * @param lines of each order
 */
record Workload(String name, double poor, double shortOfStock, int lines) {

    /** The business that all contenders have: nothing is produced, a tenth of the orders is undone. */
    static final Workload COMMON = new Workload("common", 0.1, 0, 2);

    static final Workload HAPPY = new Workload("happy", 0, 0, 2);
    static final Workload SHORT = new Workload("short", 0, 0.3, 2);
    static final Workload REJECTED = new Workload("rejected", 0.2, 0, 2);
    static final Workload MIXED = new Workload("mixed", 0.2, 0.3, 2);

    /** The workloads of Waybill's whole process. */
    static final List<Workload> WHOLE =
            List.of(HAPPY, SHORT, REJECTED, MIXED, happyWith(1), happyWith(10), happyWith(100));

    private static Workload happyWith(int lines) {
        return new Workload(lines + (lines == 1 ? " line" : " lines"), 0, 0, lines);
    }

    /** The same orders in the same sequence for every contender. Not thread-safe. */
    Supplier<NewOrder> orders(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return () -> {
            boolean isPoor = random.nextDouble() < poor;
            boolean isShort = random.nextDouble() < shortOfStock;
            String customer = (isPoor ? Shop.POOR : Shop.RICH) + random.nextInt(Shop.CUSTOMERS);
            long first = (isShort ? Shop.FIRST_SHORT_ITEM : Shop.FIRST_ITEM) + random.nextInt(Shop.ITEMS - lines + 1);
            return new NewOrder(customer, LongStream.range(first, first + lines).toArray());
        };
    }
}
