package io.waybill.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a run's customers and drivers are going to do. A fifth of the orders share five items and five accounts; each of
 * the others has an account and an item of its own. 30% are short of stock, 20% lack credit, 10% are cancelled. The
 * plan depends on the seed only.
 *
 * @param clients that place the orders, each its share, one after another; 0 if each order is placed at its own time
 */
record Plan(List<Account> accounts, List<Item> items, List<Order> orders, int clients) {

    private static final int CLIENTS = 12;
    private static final int HOT = 5;
    private static final int MOST_DRIVERS = 3;

    record Account(String id, long credit) {}

    record Item(long id, long price, int factory, long stock) {}

    record Line(long item, long quantity) {}

    /**
     * @param key by which Waybill recognizes a repeated call
     * @param pauseMillis between the previous order and this one
     * @param cancelAfterMillis how long after its acceptance it is cancelled; null if it is not
     * @param refusals how many drivers refuse it before one accepts
     */
    record Order(
            String key,
            String account,
            List<Line> lines,
            long total,
            int pauseMillis,
            @Nullable Integer cancelAfterMillis,
            int refusals,
            boolean isHot) {}

    /** What the orders of a run want. */
    enum Demand {
        USUAL,
        /** All at once, for the same two items (in either order), on one account; four in ten are cancelled. */
        STORM,
        /** Twelve times as many orders, from {@link #CLIENTS} clients that each place one after another, at once. */
        MANY_CLIENTS
    }

    /** @param number of the run, which keeps its accounts and items apart from those of other runs */
    static Plan of(Demand demand, SplittableRandom random, int number, int size) {
        return switch (demand) {
            case USUAL -> usual(random, number, size);
            case STORM -> storm(random, number, size);
            case MANY_CLIENTS -> usual(random, number, size * CLIENTS).by(CLIENTS);
        };
    }

    private static Plan usual(SplittableRandom random, int number, int size) {
        List<Account> accounts = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < HOT; i++) {
            accounts.add(new Account("hot-%d-%d".formatted(number, i), random.nextLong(5_000, 30_000)));
            items.add(new Item(itemId(number, i), random.nextLong(10, 200), 1 + i % 2, random.nextLong(0, 30)));
        }
        List<Order> orders = IntStream.range(0, size)
                .mapToObj(i -> {
                    if (random.nextInt(5) == 0) {
                        return order(
                                random,
                                "%d-%d".formatted(number, i),
                                accounts.get(random.nextInt(HOT)),
                                items.get(random.nextInt(HOT)),
                                random.nextLong(1, 20),
                                true);
                    }
                    long quantity = random.nextLong(1, 20);
                    long stock =
                            random.nextInt(100) < 30 ? random.nextLong(0, quantity) : quantity + random.nextLong(5);
                    Item item = new Item(itemId(number, HOT + i), random.nextLong(10, 200), 1 + i % 2, stock);
                    long total = item.price() * quantity;
                    long credit = random.nextInt(100) < 20 ? random.nextLong(0, total) : total + random.nextLong(100);
                    Account account = new Account("own-%d-%d".formatted(number, i), credit);
                    items.add(item);
                    accounts.add(account);
                    return order(random, "%d-%d".formatted(number, i), account, item, quantity, false);
                })
                .toList();
        return new Plan(List.copyOf(accounts), List.copyOf(items), orders, 0);
    }

    private Plan by(int someClients) {
        return new Plan(accounts, items, orders, someClients);
    }

    private static Plan storm(SplittableRandom random, int number, int size) {
        Account account = new Account("storm-" + number, random.nextLong(400, 800) * size);
        Item one = new Item(itemId(number, 0), random.nextLong(10, 50), 1, random.nextLong(size * 5L));
        Item other = new Item(itemId(number, 1), random.nextLong(10, 50), 2, random.nextLong(size * 5L));
        List<Order> orders = IntStream.range(0, size)
                .mapToObj(i -> {
                    List<Item> items = random.nextBoolean() ? List.of(one, other) : List.of(other, one);
                    List<Line> lines = items.stream()
                            .map(item -> new Line(item.id(), random.nextLong(1, 10)))
                            .toList();
                    long total = IntStream.range(0, 2)
                            .mapToLong(n -> items.get(n).price() * lines.get(n).quantity())
                            .sum();
                    return new Order(
                            "%d-%d".formatted(number, i),
                            account.id(),
                            lines,
                            total,
                            random.nextInt(20),
                            random.nextInt(100) < 40 ? random.nextInt(1_000) : null,
                            refusals(random.nextInt(100)),
                            true);
                })
                .toList();
        return new Plan(List.of(account), List.of(one, other), orders, 0);
    }

    private static long itemId(int number, int item) {
        return 1_000_000 + number * 1_000L + item;
    }

    private static Order order(
            SplittableRandom random, String key, Account account, Item item, long quantity, boolean isHot) {
        return new Order(
                key,
                account.id(),
                List.of(new Line(item.id(), quantity)),
                item.price() * quantity,
                random.nextInt(250),
                random.nextInt(100) < 10 ? random.nextInt(1_500) : null,
                refusals(random.nextInt(100)),
                isHot);
    }

    private static int refusals(int percent) {
        if (percent < 80) {
            return 0;
        }
        return percent < 98 ? 1 : MOST_DRIVERS;
    }

    /** Whether the order can only complete. */
    boolean mustComplete(Order order) {
        return !order.isHot()
                && order.cancelAfterMillis() == null
                && order.refusals() < MOST_DRIVERS
                && accounts.stream()
                        .anyMatch(account -> account.id().equals(order.account()) && account.credit() >= order.total());
    }
}
