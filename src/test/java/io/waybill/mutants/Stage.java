package io.waybill.mutants;

import io.waybill.mutants.World.Happening;
import io.waybill.mutants.World.Now;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Plays all stories at the same time, on one model. */
final class Stage {

    /** What fires again and again would otherwise go on for ever. */
    private static final int MOST_PASSES = 60;

    private final World world;

    Stage(World world) {
        this.world = world;
    }

    /**
     * What came of the stories.
     *
     * @param ends by story, how its orders ended
     * @param told by story, what happened to its orders
     * @param standing the orders that came to no end, by their story, with what an operator is told
     * @param broken what is wrong with the books or with what was promised
     */
    record Outcome(
            Map<String, List<String>> ends,
            Map<String, List<String>> told,
            Map<String, List<String>> standing,
            List<String> broken) {}

    Outcome play(List<Story> stories) {
        Map<Story, List<PlacedOrder>> orders = new LinkedHashMap<>();
        stories.forEach(story -> orders.put(story, begin(story)));
        List<PlacedOrder> all = orders.values().stream().flatMap(List::stream).toList();
        goOn(all);

        Now now = world.now();
        Map<String, List<Happening>> timelines = world.timelines();
        Map<String, List<String>> ends = new TreeMap<>();
        Map<String, List<String>> told = new TreeMap<>();
        Map<String, List<String>> standing = new TreeMap<>();
        orders.forEach((story, placed) -> {
            ends.put(
                    story.name(),
                    placed.stream().map(order -> now.order(order.id()).status()).toList());
            told.put(
                    story.name(),
                    placed.stream()
                            .map(order -> order.told(now, timelines.getOrDefault(order.id(), List.of())))
                            .toList());
            List<String> open = placed.stream()
                    .filter(order -> !now.order(order.id()).hasEnded())
                    .map(order -> now.order(order.id()).status() + " " + order.incidents())
                    .toList();
            if (!open.isEmpty()) {
                standing.put(story.name(), open);
            }
        });
        Set<String> broken = new LinkedHashSet<>(broken(orders));
        if (!standing.isEmpty()) {
            all.stream().filter(order -> !now.order(order.id()).hasEnded()).forEach(PlacedOrder::end);
            world.settle();
            broken(orders).stream()
                    .map(what -> "after it was ended by force: " + what)
                    .forEach(broken::add);
        }
        return new Outcome(ends, told, standing, List.copyOf(broken));
    }

    private List<PlacedOrder> begin(Story story) {
        long item = world.callers().item(story.price(), story.available());
        List<PlacedOrder> placed = new ArrayList<>();
        for (int i = 0; i < story.orders(); i++) {
            placed.add(new PlacedOrder(world, story, item));
        }
        return placed;
    }

    /** Until all have ended and nothing is left to do, or nothing happens any more. */
    private void goOn(List<PlacedOrder> orders) {
        int passes = 0;
        boolean more;
        do {
            world.settle();
            Now now = world.now();
            more = any(orders, order -> order.act(now));
            if (!more && passes < MOST_PASSES) {
                passes++;
                more = world.passTime();
            }
            more |= !more && any(orders, order -> order.actLate(now));
        } while (more);
    }

    /** Of all, not only of the first that does anything. */
    private static boolean any(List<PlacedOrder> orders, Predicate<PlacedOrder> acts) {
        return orders.stream().filter(acts).toList().size() > 0;
    }

    private record Stock(long available, long reserved, long shipped) {}

    private List<String> broken(Map<Story, List<PlacedOrder>> orders) {
        List<String> broken = new ArrayList<>(world.violations());
        Now now = world.now();
        orders.forEach((story, placed) -> {
            placed.forEach(order ->
                    order.brokenPromises(now).forEach(what -> broken.add("“%s”: %s".formatted(story.name(), what))));
            Stock stock = world.db()
                    .sql("select available, reserved, shipped from stock where item_id = ?")
                    .param(placed.getFirst().item())
                    .query(Stock.class)
                    .single();
            long made = placed.stream().mapToLong(PlacedOrder::made).sum();
            Map<String, Long> ended = placed.stream()
                    .collect(
                            Collectors.groupingBy(order -> now.order(order.id()).status(), Collectors.counting()));
            long completed = Story.QUANTITY * ended.getOrDefault("COMPLETED", 0L);
            boolean anyOpen =
                    placed.stream().anyMatch(order -> !now.order(order.id()).hasEnded());
            if (!anyOpen && !stock.equals(new Stock(story.available() + made - completed, 0, completed))) {
                broken.add("“%s”: of %d pieces and %d made for orders that are %s, there are %s"
                        .formatted(story.name(), story.available(), made, ended, stock));
            }
        });
        return broken;
    }
}
