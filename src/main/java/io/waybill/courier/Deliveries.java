package io.waybill.courier;

import io.waybill.core.Participant;
import io.waybill.core.OrderId;
import io.waybill.core.OrderStalled;
import io.waybill.core.StepTaken;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueSender;
import io.waybill.platform.web.NotFound;
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

    /** Books the delivery and offers it to a first driver. Answers the offer's number; 0 if there is nobody to ask. */
    @Transactional
    public int book(OrderId order) {
        Optional<Delivery> booked = deliveries.lock(order);
        if (booked.isPresent()) {
            return booked.get().status() == Delivery.Status.CANCELLED
                    ? 0
                    : booked.get().latestOffer();
        }
        Delivery delivery = deliveries.save(Delivery.of(order));
        events.publishEvent(StepTaken.done(order, "delivery.book", "Looking for a driver"));
        return offerToNextDriver(delivery, 1);
    }

    /**
     * Offers the delivery to the next driver, because an offer was refused or not answered in time. Answers the number of
     * the offer that now counts; 0 if nobody is left.
     *
     * @param after the offer that was given up. If it was accepted at the last moment, it counts.
     * @param driversToTry how many drivers are asked in all
     */
    @Transactional
    public int offerNext(OrderId order, int after, int driversToTry) {
        Delivery delivery = deliveries.lock(order).orElseThrow(() -> new NotFound("delivery", order));
        return switch (delivery.status()) {
            case CANCELLED -> 0;
            case ACCEPTED -> tellAgain(delivery);
            case OFFERED ->
                delivery.latestOffer() > after ? delivery.latestOffer() : offerToNextDriver(delivery, driversToTry);
        };
    }

    /** The process did not hear of the acceptance in time; if the engine has it after all, the copy has no effect. */
    private int tellAgain(Delivery delivery) {
        events.publishEvent(new DeliveryAccepted(delivery.order(), delivery.latestOffer()));
        return delivery.latestOffer();
    }

    private int offerToNextDriver(Delivery delivery, int driversToTry) {
        Optional<String> next = inTurn(delivery.order(), driversToTry).stream()
                .filter(driver -> !delivery.wasOfferedTo(driver))
                .findFirst();
        if (next.isEmpty()) {
            delivery.withdrawOffer();
            events.publishEvent(
                    StepTaken.refused(delivery.order(), "delivery.offer", "There is no driver left to ask"));
            return 0;
        }
        delivery.offerTo(next.get(), clock.instant());
        outbox.add(queue.mail(Queue.DRIVER_OFFERS, DeliveryOffered.of(delivery, next.get(), clock.instant())));
        events.publishEvent(StepTaken.done(delivery.order(), "delivery.offer", "Offered to driver " + next.get()));
        return delivery.latestOffer();
    }

    /** So many drivers, beginning at another one for each order, so that not all orders wait for the same driver. */
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
     * Notes that a driver takes the delivery. Nothing of it is read before it is locked, or of several equal calls at once
     * the later ones would be refused.
     *
     * @param only the one driver for whom the caller may answer
     * @throws NotFound if there is no such delivery, or it was never offered to that one
     */
    @Transactional
    public Delivery accept(OrderId order, String driver, Optional<String> only) {
        Delivery delivery = lock(order, only);
        if (delivery.accept(driver, clock.instant())) {
            events.publishEvent(new DeliveryAccepted(order, delivery.latestOffer()));
            events.publishEvent(StepTaken.done(order, "delivery.accepted", "Driver %s delivers".formatted(driver)));
        }
        return delivery;
    }

    /** Notes that a driver does not take it; as {@link #accept}. */
    @Transactional
    public Delivery refuse(OrderId order, String driver, Optional<String> only) {
        Delivery delivery = lock(order, only);
        if (delivery.refuse(driver, clock.instant())) {
            events.publishEvent(new DeliveryRefused(order, delivery.latestOffer()));
            events.publishEvent(
                    StepTaken.refused(order, "delivery.refused", "Driver %s does not deliver".formatted(driver)));
        }
        return delivery;
    }

    /** The delivery, which does not exist for a driver to whom it was never offered. */
    private Delivery lock(OrderId order, Optional<String> only) {
        return deliveries
                .lock(order)
                .filter(delivery -> only.map(delivery::wasOfferedTo).orElse(true))
                .orElseThrow(() -> new NotFound("delivery", order));
    }

    /**
     * Calls the delivery off. Of an order without one it leaves a mark, by which a booking that comes late is refused
     * (law 2).
     */
    @Transactional
    public void cancel(OrderId order) {
        deliveries
                .lock(order)
                .ifPresentOrElse(
                        delivery -> {
                            if (delivery.cancel()) {
                                events.publishEvent(
                                        StepTaken.undone(order, "delivery.cancel", "The delivery is called off"));
                            }
                        },
                        () -> deliveries.save(Delivery.neverWanted(order)));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OrderStalled stalled) {
        deliveries.lock(stalled.order()).ifPresent(delivery -> {
            if (delivery.status() == Delivery.Status.ACCEPTED) {
                events.publishEvent(new DeliveryAccepted(stalled.order(), delivery.latestOffer()));
            } else if (delivery.isRefused()) {
                events.publishEvent(new DeliveryRefused(stalled.order(), delivery.latestOffer()));
            }
        });
    }

    @Override
    public int place() {
        return 4;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(OrderId order) {
        cancel(order);
    }

    /** The delivery, if it was offered to this driver, or to anybody if no driver is given. */
    Optional<Delivery> find(OrderId order, Optional<String> driver) {
        return driver.map(one -> deliveries.findOfferedTo(order, one)).orElseGet(() -> deliveries.findById(order));
    }

    /** The deliveries of the latest orders first; as the filter says, and if a driver is given only that one's. */
    Slice<Delivery> list(DeliveryFilter filter, Optional<String> only, Optional<OrderId> before, Pageable part) {
        String key = before.map(OrderId::value).orElse(null);
        String status = filter.status() == null ? null : filter.status().name();
        return Optional.ofNullable(filter.driverId())
                .or(() -> only)
                .map(driver -> deliveries.listOfferedTo(driver, only.orElse(null), key, status, part))
                .orElseGet(() -> deliveries.list(key, filter.status(), part));
    }
}
