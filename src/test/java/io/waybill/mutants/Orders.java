package io.waybill.mutants;

import io.waybill.core.OrderId;
import io.waybill.mutants.World.Now;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Orders, and the goods that are for them. */
final class Orders implements Business {

    @Override
    public String process() {
        return OrderId.PROCESS;
    }

    @Override
    public List<String> model() {
        return List.of("order-fulfilment.bpmn", "order-policy.dmn");
    }

    @Override
    public List<Play> begin(World world) {
        List<Play> plays = new ArrayList<>();
        for (OrderStory story : OrderStory.ALL) {
            long item = world.callers().item(story.price(), story.available());
            for (int i = 0; i < story.orders(); i++) {
                plays.add(new OrderPlay(world, story, item));
            }
        }
        return plays;
    }

    private record Stock(long available, long reserved, long shipped) {}

    /** Every piece is somewhere. */
    @Override
    public List<String> brokenBooks(World world, List<Play> plays, Now now) {
        List<String> broken = new ArrayList<>();
        Map<Long, List<OrderPlay>> byItem =
                plays.stream().map(OrderPlay.class::cast).collect(Collectors.groupingBy(OrderPlay::item));
        byItem.forEach((item, orders) -> {
            if (orders.stream().allMatch(order -> now.hasEnded(order.key()))) {
                long there = orders.getFirst().available()
                        + orders.stream().mapToLong(OrderPlay::made).sum();
                long shipped = OrderStory.QUANTITY
                        * orders.stream()
                                .filter(order -> now.hasSucceeded(order.key()))
                                .count();
                Stock stock = world.db()
                        .sql("select available, reserved, shipped from stock where item_id = ?")
                        .param(item)
                        .query(Stock.class)
                        .single();
                if (!stock.equals(new Stock(there - shipped, 0, shipped))) {
                    broken.add("“%s”: of %d pieces %d should be shipped, and there is %s"
                            .formatted(orders.getFirst().story(), there, shipped, stock));
                }
            }
        });
        return broken;
    }
}
