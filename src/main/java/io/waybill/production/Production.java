package io.waybill.production;

import static java.util.stream.Collectors.joining;

import io.waybill.core.GoodsProduced;
import io.waybill.core.ItemId;
import io.waybill.core.OrderClosed;
import io.waybill.core.OrderId;
import io.waybill.core.OrderStalled;
import io.waybill.core.PlacedOrder;
import io.waybill.core.PlacedOrders;
import io.waybill.core.StepTaken;
import io.waybill.core.outbox.Outbox;
import io.waybill.core.queue.MalformedMessage;
import io.waybill.core.queue.Queue;
import io.waybill.core.queue.QueueSender;
import io.waybill.item.Item;
import io.waybill.item.Items;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Has made what an order is short of. Every call is keyed by the order, so a redelivered job finds its own work. */
@Service
class Production {

    private final ProductionOrders productions;
    private final PlacedOrders orders;
    private final Items items;
    private final Outbox outbox;
    private final QueueSender queue;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Production(
            ProductionOrders productions,
            PlacedOrders orders,
            Items items,
            Outbox outbox,
            QueueSender queue,
            ApplicationEventPublisher events,
            Clock clock) {
        this.productions = productions;
        this.orders = orders;
        this.items = items;
        this.outbox = outbox;
        this.queue = queue;
        this.events = events;
        this.clock = clock;
    }

    /** Pieces of an item that are to be made. */
    record Wanted(ItemId item, long quantity) {}

    /** Asks each item's factory for exactly what is short; of an order that is closed already for nothing. */
    @Transactional
    public void request(OrderId id, List<Wanted> shortage) {
        if (productions.lock(id).isPresent()) {
            return;
        }
        PlacedOrder order = orders.get(id);
        ProductionOrder production = ProductionOrder.of(id);
        Map<ItemId, Item> catalogue = items
                .findByIdIn(shortage.stream().map(Wanted::item).toList())
                .stream()
                .collect(Collectors.toMap(Item::id, Function.identity()));
        Optional<Wanted> unknown = shortage.stream()
                .filter(wanted -> !catalogue.containsKey(wanted.item()))
                .findFirst();
        if (unknown.isPresent()) {
            productions.save(production);
            fail(
                    production,
                    id,
                    "Item %s is not in the catalogue any more"
                            .formatted(unknown.get().item()));
            return;
        }
        for (Wanted wanted : shortage) {
            Item item = Objects.requireNonNull(catalogue.get(wanted.item()));
            production.request(item.id(), item.factoryId(), wanted.quantity());
            outbox.add(queue.mail(
                    Queue.PRODUCTION_REQUESTS,
                    ProductionRequested.of(order, item, wanted.quantity(), clock.instant())));
        }
        productions.save(production);
        events.publishEvent(StepTaken.done(
                id,
                "production.request",
                shortage.stream()
                        .limit(10)
                        .map(wanted -> wanted.quantity() + " of item " + wanted.item())
                        .collect(joining(", ", "Asked for ", shortage.size() > 10 ? " and more" : ""))));
    }

    /** Notes that a factory has made something. The goods go to stock whether or not the order still waits for them. */
    @Transactional
    public void made(OrderId id, ItemId item) {
        ProductionOrder production = find(id);
        ProductionRequest request = find(production, id, item);
        if (!request.isOpen()) {
            return;
        }
        request.made();
        events.publishEvent(new GoodsProduced(id, item, request.quantity()));
        events.publishEvent(StepTaken.done(
                id,
                "production.finished",
                "Factory %d made %d of item %s".formatted(request.factoryId(), request.quantity(), item)));
        if (production.isWaitedFor() && production.isAllMade()) {
            production.finish();
            events.publishEvent(new ProductionFinished(id));
        }
    }

    /** Notes that a factory cannot make something. */
    @Transactional
    public void failed(OrderId id, ItemId item, String reason) {
        ProductionOrder production = find(id);
        ProductionRequest request = find(production, id, item);
        if (request.isOpen()) {
            request.failed();
            fail(production, id, "Item %s cannot be made: %s".formatted(item, reason));
        }
    }

    private void fail(ProductionOrder production, OrderId id, String reason) {
        events.publishEvent(StepTaken.failed(id, "production.failed", reason));
        if (production.isWaitedFor()) {
            production.fail();
            events.publishEvent(new ProductionFailed(id));
        }
    }

    /**
     * Waits no more. There is no calling back what a factory has begun: what it still makes becomes free stock. Of an
     * order that nothing was asked for it leaves a mark, by which a request that comes late is refused (law 2).
     */
    @Transactional
    public void cancel(OrderId id) {
        productions
                .lock(id)
                .ifPresentOrElse(
                        production -> {
                            if (production.close()) {
                                events.publishEvent(StepTaken.undone(
                                        id, "production.cancel", "What the factory still makes becomes free stock"));
                            }
                        },
                        () -> productions.save(ProductionOrder.neverWanted(id)));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OrderStalled stalled) {
        productions.lock(stalled.order()).ifPresent(production -> {
            if (production.isFinished()) {
                events.publishEvent(new ProductionFinished(stalled.order()));
            } else if (production.hasFailed()) {
                events.publishEvent(new ProductionFailed(stalled.order()));
            }
        });
    }

    @EventListener
    @Order(2)
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OrderClosed closed) {
        cancel(closed.order());
    }

    private ProductionOrder find(OrderId id) {
        return productions.lock(id).orElseThrow(() -> unknown(id));
    }

    private static ProductionRequest find(ProductionOrder production, OrderId id, ItemId item) {
        return production.requestOf(item).orElseThrow(() -> unknown(id));
    }

    private static MalformedMessage unknown(OrderId id) {
        return new MalformedMessage("Nothing like this was asked for by order " + id);
    }
}
