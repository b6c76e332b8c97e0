package io.waybill.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.waybill.core.OrderId;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.QueueSender;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;

/** Which drivers an order's offers go to, and how few of them are read for that. */
class DriversInTurnTest {

    private final DeliveryRepository deliveries = mock();
    private final Drivers drivers = mock();
    private final Deliveries booking = new Deliveries(
            deliveries,
            drivers,
            mock(Outbox.class),
            mock(QueueSender.class),
            mock(ApplicationEventPublisher.class),
            Clock.systemUTC());
    private final List<String> read = new ArrayList<>();

    private void thereAre(int all) {
        when(drivers.count()).thenReturn((long) all);
        when(drivers.ids(anyLong(), anyInt())).thenAnswer(call -> {
            int first = call.<Long>getArgument(0).intValue();
            List<String> ids = IntStream.range(first, Math.min(all, first + call.<Integer>getArgument(1)))
                    .mapToObj(number -> "D-" + number)
                    .toList();
            read.addAll(ids);
            return ids;
        });
    }

    private Delivery bookedFor(OrderId order) {
        Delivery delivery = Delivery.of(order);
        when(deliveries.save(any())).thenReturn(delivery);
        when(deliveries.lock(order)).thenReturn(Optional.empty()).thenReturn(Optional.of(delivery));
        booking.book(order);
        return delivery;
    }

    @Test
    void of_very_many_drivers_only_those_to_be_tried_are_read() {
        thereAre(1_000_000);
        OrderId order = OrderId.next();
        Delivery delivery = bookedFor(order);
        assertThat(read).hasSize(1);

        booking.offerNext(order, delivery.offers().latestNumber(), 3);

        assertThat(delivery.offers().latestNumber()).isEqualTo(2);
        assertThat(read).hasSize(1 + 3);
    }

    @Test
    void the_turn_goes_on_with_the_first_driver_after_the_last() {
        thereAre(3);
        OrderId order = OrderId.next();
        Delivery delivery = bookedFor(order);

        for (int offer = 1; offer < 3; offer++) {
            booking.offerNext(order, offer, 3);
        }

        assertThat(List.of("D-0", "D-1", "D-2")).allMatch(delivery.offers()::wereMadeTo);
        assertThat(booking.offerNext(order, 3, 10)).isZero();
    }
}
