package io.waybill.courier;

import io.waybill.core.OrderId;
import io.waybill.core.Participant;
import io.waybill.core.Stalled;
import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueSender;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds a driver for an order. Every call is keyed by the order, so a redelivered job finds its own work. */
@Service
class Deliveries implements Participant {

    private final DeliveryRepository deliveries;
    private final Drivers drivers;
    private final Outbox outbox;
    private final QueueSender queue;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Deliveries(
            DeliveryRepository deliveries,
            Drivers drivers,
            Outbox outbox,
            QueueSender queue,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deliveries = deliveries;
        this.drivers = drivers;
        this.outbox = outbox;
        this.queue = queue;
        this.events = events;
        this.clock = clock;
    }

    /** Books the delivery and offers it to a first driver. Returns the offer's number; 0 if there is no driver. */
    @Transactional
    public int book(OrderId order) {
        Optional<Delivery> booked = deliveries.lock(order);
        if (booked.isPresent()) {
            return booked.get().status() == Delivery.Status.CANCELLED
                    ? 0
                    : booked.get().offers().latestNumber();
        }
        Delivery delivery = deliveries.save(Delivery.of(order));
        events.publishEvent(StepTaken.done(order.subject(), Steps.BOOK, "Looking for a driver"));
        return offerToNextDriver(delivery, 1);
    }

    /**
     * Offers the delivery to the next driver, because an offer was refused or not answered in time. Returns the number
     * of the offer that now counts; 0 if no driver is left.
     *
     * @param after the offer that timed out or was refused. If it was accepted at the last moment, it counts.
     * @param driversToTry how many drivers are asked in all
     */
    @Transactional
    public int offerNext(OrderId order, int after, int driversToTry) {
        Delivery delivery = deliveries.lock(order).orElseThrow(() -> new NotFound("delivery", order));
        return switch (delivery.status()) {
            case CANCELLED -> 0;
            case ACCEPTED -> tellAgain(delivery);
            case OFFERED ->
                delivery.offers().latestNumber() > after
                        ? delivery.offers().latestNumber()
                        : offerToNextDriver(delivery, driversToTry);
        };
    }

    /** The process did not get the acceptance in time; if the engine has it after all, the copy has no effect. */
    private int tellAgain(Delivery delivery) {
        events.publishEvent(
                new DeliveryAccepted(delivery.order(), delivery.offers().latestNumber()));
        return delivery.offers().latestNumber();
    }

    private int offerToNextDriver(Delivery delivery, int driversToTry) {
        Optional<String> next = inTurn(delivery.order(), driversToTry).stream()
                .filter(driver -> !delivery.offers().wereMadeTo(driver))
                .findFirst();
        if (next.isEmpty()) {
            delivery.offers().withdraw();
            events.publishEvent(StepTaken.refused(delivery.order().subject(), Steps.OFFER, "No driver is left to ask"));
            return 0;
        }
        delivery.offers().make(next.get(), clock.instant());
        outbox.add(queue.mail(Queue.DRIVER_OFFERS, DeliveryOffered.of(delivery, next.get(), clock.instant())));
        events.publishEvent(StepTaken.done(delivery.order().subject(), Steps.OFFER, "Offered to driver " + next.get()));
        return delivery.offers().latestNumber();
    }

    /**
     * The drivers to ask, starting with a different one for each order, so that not all orders wait for the same
     * driver.
     */
    private List<String> inTurn(OrderId order, int most) {
        long all = drivers.count();
        if (all == 0) {
            return List.of();
        }
        long first = Math.floorMod(order.hashCode(), all);
        List<String> turn = new ArrayList<>(drivers.ids(first, most));
        if (turn.size() < most) {
            turn.addAll(drivers.ids(0, (int) Math.min(most - turn.size(), first)));
        }
        return turn;
    }

    /**
     * Records that a driver accepts the delivery. It is locked before anything is read; otherwise, of several equal
     * calls at once, the later ones would be refused.
     *
     * @param only the only driver for whom the caller may answer
     * @throws NotFound if there is no such delivery, or it was never offered to that driver
     */
    @Transactional
    public Delivery accept(OrderId order, String driver, Optional<String> only) {
        Delivery delivery = lock(order, only);
        if (delivery.accept(driver, clock.instant())) {
            events.publishEvent(new DeliveryAccepted(order, delivery.offers().latestNumber()));
            events.publishEvent(
                    StepTaken.done(order.subject(), Steps.ACCEPTED, "Driver %s delivers".formatted(driver)));
        }
        return delivery;
    }

    /** Records that a driver refuses the delivery; otherwise like {@link #accept}. */
    @Transactional
    public Delivery refuse(OrderId order, String driver, Optional<String> only) {
        Delivery delivery = lock(order, only);
        if (delivery.refuse(driver, clock.instant())) {
            events.publishEvent(new DeliveryRefused(order, delivery.offers().latestNumber()));
            events.publishEvent(
                    StepTaken.refused(order.subject(), Steps.REFUSED, "Driver %s does not deliver".formatted(driver)));
        }
        return delivery;
    }

    /** Locks the delivery, which does not exist for a driver to whom it was never offered. */
    private Delivery lock(OrderId order, Optional<String> only) {
        return deliveries
                .lock(order)
                .filter(delivery -> only.map(delivery.offers()::wereMadeTo).orElse(true))
                .orElseThrow(() -> new NotFound("delivery", order));
    }

    /** Cancels the delivery. If none was booked, leaves a tombstone so that a late booking is refused (law 2). */
    @Transactional
    public void cancel(OrderId order) {
        deliveries
                .lock(order)
                .ifPresentOrElse(
                        delivery -> {
                            events.publishEvent(new StepAsked(order.subject(), Steps.CANCEL));
                            if (delivery.cancel()) {
                                events.publishEvent(
                                        StepTaken.undone(order.subject(), Steps.CANCEL, "The delivery is cancelled"));
                            }
                        },
                        () -> deliveries.save(Delivery.neverWanted(order)));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Stalled stalled) {
        OrderId.of(stalled.subject()).flatMap(deliveries::lock).ifPresent(delivery -> {
            if (delivery.status() == Delivery.Status.ACCEPTED) {
                events.publishEvent(
                        new DeliveryAccepted(delivery.order(), delivery.offers().latestNumber()));
            } else if (delivery.isRefused()) {
                events.publishEvent(
                        new DeliveryRefused(delivery.order(), delivery.offers().latestNumber()));
            }
        });
    }

    @Override
    public int place() {
        return 4;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(Subject subject) {
        OrderId.of(subject).ifPresent(this::cancel);
    }

    /** The delivery if it was offered to this driver; any delivery if no driver is given. */
    Optional<Delivery> find(OrderId order, Optional<String> driver) {
        return driver.map(one -> deliveries.findOfferedTo(order, one)).orElseGet(() -> deliveries.findById(order));
    }

    /**
     * The deliveries that match the filter, latest orders first; only those offered to one driver if {@code only} is
     * given.
     */
    Slice<Delivery> list(DeliveryFilter filter, Optional<String> only, Optional<OrderId> before, Pageable part) {
        String key = before.map(OrderId::value).orElse(null);
        String status = filter.status() == null ? null : filter.status().name();
        return Optional.ofNullable(filter.driverId())
                .or(() -> only)
                .map(driver -> deliveries.listOfferedTo(driver, only.orElse(null), key, status, part))
                .orElseGet(() -> deliveries.list(key, filter.status(), part));
    }
}
