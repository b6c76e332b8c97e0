package io.waybill.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which drivers a run's customers are going to reserve, beside the orders of its {@link Plan}. A fifth of the
 * reservations share an account; each of the others has one of its own. A fifth cost more than the customer has, a
 * fourth are cancelled, and a third are refused by a driver. The slots are short, soon, and overlap. The plan depends on
 * the seed only.
 */
record ReservationPlan(List<Plan.Account> accounts, List<Wanted> reservations) {

    /** Of each slot, as each is shorter than an hour. */
    static final long FEE = 10_000;

    private static final int ORDERS_PER_RESERVATION = 4;
    private static final int FEWEST = 2;
    private static final int MOST_REFUSALS = 3;

    /**
     * @param key by which Waybill recognizes a repeated call
     * @param pauseMillis between the previous reservation and this one
     * @param aheadMillis from the call to the start
     * @param cancelAfterMillis how long after its acceptance it is cancelled; null if it is not
     * @param refusals how many drivers refuse it before one accepts
     */
    record Wanted(
            String key,
            String account,
            int pauseMillis,
            int aheadMillis,
            int lengthMillis,
            @Nullable Integer cancelAfterMillis,
            int refusals) {}

    /** @param orders of the same run */
    static ReservationPlan of(Plan.Demand demand, SplittableRandom random, int number, int orders) {
        List<Plan.Account> accounts = new ArrayList<>();
        Plan.Account shared = new Plan.Account("guests-" + number, random.nextLong(4 * FEE));
        accounts.add(shared);
        List<Wanted> reservations = IntStream.range(0, Math.max(FEWEST, orders / ORDERS_PER_RESERVATION))
                .mapToObj(i -> {
                    Plan.Account account = shared;
                    if (random.nextInt(5) != 0) {
                        long credit = random.nextInt(100) < 20 ? random.nextLong(FEE) : FEE + random.nextLong(100);
                        account = new Plan.Account("guest-%d-%d".formatted(number, i), credit);
                        accounts.add(account);
                    }
                    boolean storm = demand == Plan.Demand.STORM;
                    return new Wanted(
                            "r-%d-%d".formatted(number, i),
                            account.id(),
                            random.nextInt(storm ? 20 : 1_000),
                            random.nextInt(10_000, storm ? 11_000 : 15_000),
                            random.nextInt(1_000, 3_000),
                            random.nextInt(100) < 25 ? random.nextInt(4_000) : null,
                            refusals(random.nextInt(100)));
                })
                .toList();
        return new ReservationPlan(List.copyOf(accounts), reservations);
    }

    private static int refusals(int percent) {
        if (percent < 67) {
            return 0;
        }
        return percent < 95 ? 1 : MOST_REFUSALS;
    }

    /** Whether the account pays for all of its reservations, so that none can be rejected. */
    boolean isCovered(String account) {
        long fees = FEE
                * reservations.stream()
                        .filter(wanted -> wanted.account().equals(account))
                        .count();
        return accounts.stream().anyMatch(one -> one.id().equals(account) && one.credit() >= fees);
    }
}
