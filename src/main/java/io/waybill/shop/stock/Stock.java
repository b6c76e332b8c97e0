package io.waybill.shop.stock;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.waybill.core.GoodsProduced;
import io.waybill.core.GoodsRestocked;
import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import io.waybill.core.Participant;
import io.waybill.core.PlacedOrder;
import io.waybill.core.PlacedOrders;
import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.refusal.Precondition;
import io.waybill.core.saga.Evidence;
import io.waybill.shop.item.Item;
import io.waybill.shop.item.Items;
import io.waybill.shop.stock.StockBooks.HoldLine;
import io.waybill.shop.stock.StockBooks.HoldStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reserves and ships stock. Every call is keyed by the order, so a redelivered job finds its own work. */
@Service
class Stock implements Participant, Evidence {

    private final StockBooks books;
    private final PlacedOrders orders;
    private final Items items;
    private final ApplicationEventPublisher events;

    Stock(StockBooks books, PlacedOrders orders, Items items, ApplicationEventPublisher events) {
        this.books = books;
        this.orders = orders;
        this.items = items;
        this.events = events;
    }

    /** Reserves as much as there is. Returns what is missing: nothing if the order is already closed. */
    @Transactional
    public List<Missing> reserve(OrderId id) {
        if (!books.openHold(id, HoldStatus.HELD)) {
            return books.findHold(id) == HoldStatus.HELD ? withFactories(missing(books.holdLines(id))) : List.of();
        }
        List<HoldLine> lines = asMuchAsThereIs(orders.get(id).lines());
        books.addHoldLines(id, lines);
        books.reserve(id, lines);
        List<Pieces> missing = missing(lines);
        events.publishEvent(StepTaken.done(id.subject(), Steps.RESERVE, describe(missing)));
        return withFactories(missing);
    }

    private List<Missing> withFactories(List<Pieces> missing) {
        if (missing.isEmpty()) {
            return List.of();
        }
        Map<Long, Long> factories =
                items
                        .findByIdIn(missing.stream()
                                .map(pieces -> new ItemId(pieces.itemId()))
                                .toList())
                        .stream()
                        .collect(toMap(item -> item.id().value(), Item::factoryId));
        return missing.stream()
                .map(pieces ->
                        new Missing(pieces.itemId(), pieces.quantity(), factories.getOrDefault(pieces.itemId(), 0L)))
                .toList();
    }

    private List<HoldLine> asMuchAsThereIs(List<PlacedOrder.Line> lines) {
        Map<Long, Long> available = books.lockAvailable(
                lines.stream().map(line -> line.item().value()).toList());
        return lines.stream()
                .map(line -> new HoldLine(
                        line.item().value(),
                        line.quantity(),
                        Math.min(
                                line.quantity(),
                                available.getOrDefault(line.item().value(), 0L))))
                .toList();
    }

    private static List<Pieces> missing(List<HoldLine> lines) {
        return lines.stream()
                .filter(line -> line.missing() > 0)
                .map(line -> new Pieces(line.itemId(), line.missing()))
                .toList();
    }

    /**
     * Takes what the factories made for the order directly into its reservation. All or nothing: a model that requests
     * less than is short gets no further, and the order can still be cancelled.
     */
    @Transactional
    public void receive(OrderId id) {
        if (books.lockHold(id) != HoldStatus.HELD) {
            return;
        }
        List<Pieces> goods = books.clearDock(id);
        for (Pieces made : goods) {
            ItemId item = new ItemId(made.itemId());
            books.enterProduced(item, id.value(), made.quantity());
            books.addReserved(item, made.quantity());
            books.addToHoldLine(id, item, made.quantity());
        }
        List<Pieces> missing = missing(books.holdLines(id));
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "Not everything that order %s needs was made: %s".formatted(id, describe(missing)));
        }
        if (!goods.isEmpty()) {
            events.publishEvent(StepTaken.done(id.subject(), Steps.RECEIVE, list(goods) + " received"));
        }
    }

    /**
     * Releases what is reserved. If nothing was reserved, leaves a tombstone so that a late reservation is refused (law
     * 2): the engine may undo a step while its worker is still running it.
     */
    @Transactional
    public void release(OrderId id) {
        HoldStatus hold = books.lockHoldOrMarkReleased(id);
        events.publishEvent(new StepAsked(id.subject(), Steps.RELEASE));
        if (hold != HoldStatus.HELD) {
            return;
        }
        List<Pieces> docked = books.clearDock(id);
        books.release(id, books.holdLinesOfLockedStock(id));
        for (Pieces made : docked) {
            addFreeStock(id.value(), new ItemId(made.itemId()), made.quantity());
        }
        books.clearHoldLines(id);
        books.markHold(id, HoldStatus.RELEASED);
        events.publishEvent(StepTaken.undone(id.subject(), Steps.RELEASE, "What was reserved is free again"));
    }

    /** Ships what is reserved, after the pivot. */
    @Transactional
    public void ship(OrderId id) {
        HoldStatus hold = books.lockHold(id);
        events.publishEvent(new StepAsked(id.subject(), Steps.SHIP));
        if (hold == HoldStatus.SHIPPED) {
            return;
        }
        List<HoldLine> lines = books.holdLines(id);
        List<Pieces> missing = missing(lines);
        if (hold != HoldStatus.HELD || !missing.isEmpty()) {
            throw new IllegalStateException("Order %s cannot be shipped: its goods are %s, %s"
                    .formatted(id, hold, missing.isEmpty() ? "complete" : describe(missing)));
        }
        books.ship(id, lines);
        books.markHold(id, HoldStatus.SHIPPED);
        events.publishEvent(StepTaken.done(id.subject(), Steps.SHIP, "Shipped"));
    }

    /** Goods are reserved when none of them is short any more. */
    @Override
    public Optional<Boolean> of(String step, Subject subject) {
        return switch (step) {
            case Steps.RESERVE ->
                Optional.of(OrderId.of(subject).filter(this::isComplete).isPresent());
            case Steps.SHIP ->
                Optional.of(OrderId.of(subject)
                        .flatMap(books::lockedHold)
                        .filter(HoldStatus.SHIPPED::equals)
                        .isPresent());
            default -> Optional.empty();
        };
    }

    private boolean isComplete(OrderId order) {
        HoldStatus hold = books.lockedHold(order).orElse(HoldStatus.RELEASED);
        return hold == HoldStatus.SHIPPED
                || (hold == HoldStatus.HELD && missing(books.holdLines(order)).isEmpty());
    }

    @Override
    public int place() {
        return 3;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(Subject subject) {
        OrderId.of(subject).ifPresent(this::release);
    }

    /** Goods for an open order wait until its process takes them in; for a closed order they are free stock at once. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(GoodsProduced goods) {
        if (books.lockHold(goods.order()) == HoldStatus.HELD) {
            books.putOnDock(goods.order(), goods.item(), goods.quantity());
        } else {
            addFreeStock(goods.order().value(), goods.item(), goods.quantity());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(GoodsRestocked goods) {
        addFreeStock(goods.restock().value(), goods.item(), goods.quantity());
    }

    private void addFreeStock(String madeFor, ItemId item, long quantity) {
        books.enterProduced(item, madeFor, quantity);
        books.addAvailable(item, quantity);
    }

    Optional<StockLevel> find(ItemId item) {
        return books.find(item);
    }

    List<StockLevel> list(long after, long availableBelow, Pageable part) {
        return books.list(after, availableBelow, part);
    }

    /** Sets the available quantity and records the difference as a correction. */
    @Transactional
    public StockLevel setAvailable(ItemId item, long available, Precondition condition) {
        StockLevel before = books.lock(item);
        condition.check(before.tag());
        books.adjust(item, available - before.available());
        return books.find(item).orElseThrow();
    }

    private static String describe(List<Pieces> missing) {
        return missing.isEmpty() ? "All reserved" : "Short of " + list(missing);
    }

    private static String list(List<Pieces> goods) {
        return goods.stream()
                .limit(10)
                .map(line -> line.quantity() + " of item " + line.itemId())
                .collect(joining(", ", "", goods.size() > 10 ? " and more" : ""));
    }
}
