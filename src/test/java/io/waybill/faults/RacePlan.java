package io.waybill.faults;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who is going to enter a run's race, beside the orders of its {@link Plan}. The race has places for half of the runners
 * and closes soon. A fifth of them cannot pay the fee, and a third withdraw. The plan depends on the seed only.
 *
 * @param closesInMillis after it was made
 */
record RacePlan(int places, int closesInMillis, List<Runner> runners) {

    static final long FEE = 10_000;

    private static final int ORDERS_PER_RUNNER = 4;
    private static final int FEWEST = 4;

    /**
     * @param pauseMillis between the previous entry and this one
     * @param withdrawAfterMillis how long after its acceptance it is withdrawn; null if it is not
     */
    record Runner(
            Plan.Account account, int pauseMillis, @Nullable Integer withdrawAfterMillis) {}

    /** @param orders of the same run */
    static RacePlan of(Plan.Demand demand, SplittableRandom random, int number, int orders) {
        boolean storm = demand == Plan.Demand.STORM;
        List<Runner> runners = IntStream.range(0, Math.max(FEWEST, orders / ORDERS_PER_RUNNER))
                .mapToObj(i -> new Runner(
                        new Plan.Account(
                                "runner-%d-%d".formatted(number, i),
                                random.nextInt(100) < 20 ? random.nextLong(FEE) : FEE + random.nextLong(100)),
                        random.nextInt(storm ? 20 : 1_000),
                        random.nextInt(3) == 0 ? random.nextInt(4_000) : null))
                .toList();
        return new RacePlan(runners.size() / 2, random.nextInt(10_000, 15_000), runners);
    }

    List<Plan.Account> accounts() {
        return runners.stream().map(Runner::account).toList();
    }
}
