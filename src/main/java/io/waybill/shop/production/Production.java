package io.waybill.shop.production;

import static java.util.stream.Collectors.joining;

import io.waybill.core.GoodsProduced;
import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import io.waybill.core.Participant;
import io.waybill.core.PlacedOrder;
import io.waybill.core.PlacedOrders;
import io.waybill.core.Stalled;
import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.MalformedMessage;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueSender;
import io.waybill.shop.item.Item;
import io.waybill.shop.item.Items;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has the factories make what an order is short of, as a whole or in parts. Every call is keyed by the order and the
 * part, so a redelivered job finds its own work.
 */
@Service
class Production implements Participant {

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

    /** A quantity of an item to be made. */
    record Wanted(ItemId item, long quantity) {}

    /** Asks each item's factory for exactly what is short. Does nothing for a closed part. */
    @Transactional
    public void request(OrderId id, Part part, List<Wanted> shortage) {
        Optional<ProductionOrder> known = lock(id, part);
        if (known.filter(production -> production.isSettled(part)).isPresent()) {
            return;
        }
        ProductionOrder production = known.orElseGet(() -> ProductionOrder.of(id));
        Map<ItemId, Item> catalogue = items
                .findByIdIn(shortage.stream().map(Wanted::item).toList())
                .stream()
                .collect(Collectors.toMap(Item::id, Function.identity()));
        Optional<String> obstacle = obstacle(production, part, shortage, catalogue.keySet());
        production.begin(part);
        if (obstacle.isEmpty()) {
            PlacedOrder order = orders.get(id);
            for (Wanted wanted : shortage) {
                Item item = Objects.requireNonNull(catalogue.get(wanted.item()));
                production.request(part, item.id(), item.factoryId(), wanted.quantity());
                outbox.add(queue.mail(
                        Queue.PRODUCTION_REQUESTS,
                        ProductionRequested.of(order, item, wanted.quantity(), clock.instant())));
            }
            events.publishEvent(StepTaken.done(id.subject(), Steps.REQUEST, part.told(describe(shortage))));
            finishIfAllIsMade(production, id, part);
        } else {
            fail(production, id, part, obstacle.get());
        }
        productions.save(production);
    }

    /** Why it cannot be requested. Each item is requested once, so that no more is made than is short. */
    private static Optional<String> obstacle(
            ProductionOrder production, Part part, List<Wanted> shortage, Set<ItemId> catalogue) {
        if (production.isOtherwiseThan(part)) {
            return Optional.of(
                    part.isWhole()
                            ? "Production was already requested in parts"
                            : "Production was already requested as a whole, not in part %s".formatted(part.name()));
        }
        Set<ItemId> asked = new HashSet<>();
        for (Wanted wanted : shortage) {
            ItemId item = wanted.item();
            if (!catalogue.contains(item)) {
                return Optional.of("Item %s is not in the catalogue any more".formatted(item));
            }
            if (!asked.add(item) || production.requestOf(item).isPresent()) {
                return Optional.of("Item %s was already requested".formatted(item));
            }
        }
        return Optional.empty();
    }

    private static String describe(List<Wanted> shortage) {
        return shortage.isEmpty()
                ? "Nothing was short"
                : shortage.stream()
                        .limit(10)
                        .map(wanted -> wanted.quantity() + " of item " + wanted.item())
                        .collect(joining(", ", "Asked for ", shortage.size() > 10 ? " and more" : ""));
    }

    /**
     * Records that a factory has made something. The goods go to stock whether or not the order still waits for them.
     */
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
                id.subject(),
                Steps.FINISHED,
                request.part()
                        .told("Factory %d made %d of item %s"
                                .formatted(request.factoryId(), request.quantity(), item))));
        finishIfAllIsMade(production, id, request.part());
    }

    private void finishIfAllIsMade(ProductionOrder production, OrderId id, Part part) {
        if (production.isWaitedFor(part) && production.isAllMade(part)) {
            production.finish(part);
            events.publishEvent(new ProductionFinished(id, part.name()));
        }
    }

    /** Records that a factory cannot make something. */
    @Transactional
    public void failed(OrderId id, ItemId item, String reason) {
        ProductionOrder production = find(id);
        ProductionRequest request = find(production, id, item);
        if (request.isOpen()) {
            request.failed();
            fail(production, id, request.part(), "Item %s cannot be made: %s".formatted(item, reason));
        }
    }

    private void fail(ProductionOrder production, OrderId id, Part part, String reason) {
        events.publishEvent(StepTaken.failed(id.subject(), Steps.FAILED, part.told(reason)));
        if (production.isWaitedFor(part)) {
            production.fail(part);
            events.publishEvent(new ProductionFailed(id, part.name()));
        }
    }

    /**
     * Stops waiting for the part or, given the whole, for all parts. A factory that has begun cannot be stopped: what
     * it still makes becomes free stock. If nothing was requested, leaves a tombstone so that a late request is refused
     * (law 2).
     */
    @Transactional
    public void cancel(OrderId id, Part part) {
        Optional<ProductionOrder> known = lock(id, part);
        events.publishEvent(new StepAsked(id.subject(), Steps.CANCEL));
        if (known.isEmpty()) {
            productions.save(ProductionOrder.neverWanted(id));
        } else if (known.get().close(part)) {
            events.publishEvent(StepTaken.undone(
                    id.subject(), Steps.CANCEL, part.told("What the factory still makes becomes free stock")));
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Stalled stalled) {
        OrderId.of(stalled.subject())
                .ifPresent(id -> productions.lock(id).ifPresent(production -> {
                    production.finished().forEach(part -> events.publishEvent(new ProductionFinished(id, part.name())));
                    production.failed().forEach(part -> events.publishEvent(new ProductionFailed(id, part.name())));
                }));
    }

    @Override
    public int place() {
        return 2;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(Subject subject) {
        OrderId.of(subject).ifPresent(order -> cancel(order, Part.WHOLE));
    }

    /** Parts are requested at the same time, so for a part there is always a row to lock. */
    private Optional<ProductionOrder> lock(OrderId id, Part part) {
        return part.isWhole() ? productions.lock(id) : Optional.of(productions.lockInParts(id));
    }

    private ProductionOrder find(OrderId id) {
        return productions.lock(id).orElseThrow(() -> unknown(id));
    }

    private static ProductionRequest find(ProductionOrder production, OrderId id, ItemId item) {
        return production.requestOf(item).orElseThrow(() -> unknown(id));
    }

    private static MalformedMessage unknown(OrderId id) {
        return new MalformedMessage("This was never requested for order " + id);
    }
}
