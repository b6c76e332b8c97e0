package io.waybill.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ModuleTest;
import io.waybill.core.OrderId;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.timeline.TimelineWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@ModuleTest
class DeliveriesIT {

    @Autowired
    Deliveries deliveries;

    /** There are no orders whose timelines could be written. */
    @MockitoBean
    TimelineWriter timelines;

    OrderId order;

    @BeforeEach
    void an_order() {
        order = OrderId.next();
    }

    @Test
    void is_booked_and_offered_once() {
        assertThat(deliveries.book(order)).isEqualTo(1);
        assertThat(deliveries.book(order)).isEqualTo(1);

        assertThat(offers()).hasSize(1);
    }

    @Test
    void goes_to_one_driver_after_another_and_each_once() {
        deliveries.book(order);

        assertThat(deliveries.offerNext(order, 1, 3)).isEqualTo(2);
        assertThat(deliveries.offerNext(order, 1, 3)).isEqualTo(2);
        assertThat(deliveries.offerNext(order, 2, 3)).isEqualTo(3);
        assertThat(deliveries.offerNext(order, 3, 3)).isZero();

        assertThat(offers()).extracting(Offer::driverId).containsExactlyInAnyOrder("D-1", "D-2", "D-3");
        assertThat(offers()).extracting(Offer::status).containsOnly(Offer.Status.WITHDRAWN);
    }

    @Test
    void goes_to_no_more_drivers_than_are_to_be_tried() {
        deliveries.book(order);

        assertThat(deliveries.offerNext(order, 1, 2)).isEqualTo(2);
        assertThat(deliveries.offerNext(order, 2, 2)).isZero();

        assertThat(offers()).hasSize(2).extracting(Offer::status).containsOnly(Offer.Status.WITHDRAWN);
    }

    @Test
    void the_last_driver_may_accept_at_the_last_moment_too() {
        deliveries.book(order);
        deliveries.accept(order, driverOf(1), Optional.empty());

        assertThat(deliveries.offerNext(order, 1, 1)).isEqualTo(1);
    }

    @Test
    void is_accepted_once_by_the_driver_it_is_offered_to(AssertablePublishedEvents events) {
        deliveries.book(order);
        String driver = driverOf(1);

        assertThat(deliveries.accept(order, driver, Optional.empty()).driver()).contains(driver);
        deliveries.accept(order, driver, Optional.empty());

        assertThat(events.ofType(DeliveryAccepted.class)).containsExactly(new DeliveryAccepted(order, 1));
    }

    @Test
    void nobody_else_can_accept_or_refuse_it() {
        deliveries.book(order);
        deliveries.offerNext(order, 1, 3);
        String earlier = driverOf(1);
        String later = List.of("D-1", "D-2", "D-3").stream()
                .filter(driver -> !driver.equals(earlier) && !driver.equals(driverOf(2)))
                .findFirst()
                .orElseThrow();

        for (String other : List.of(earlier, later)) {
            assertThatThrownBy(() -> deliveries.accept(order, other, Optional.empty()))
                    .isInstanceOf(Conflict.class);
            assertThatThrownBy(() -> deliveries.refuse(order, other, Optional.empty()))
                    .isInstanceOf(Conflict.class);
        }
        assertThatThrownBy(() -> deliveries.accept(OrderId.next(), earlier, Optional.empty()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void a_refusal_is_sent_once_and_makes_no_new_offer_by_itself(AssertablePublishedEvents events) {
        deliveries.book(order);

        deliveries.refuse(order, driverOf(1), Optional.empty());
        deliveries.refuse(order, driverOf(1), Optional.empty());

        assertThat(events.ofType(DeliveryRefused.class)).containsExactly(new DeliveryRefused(order, 1));
        assertThat(offers()).hasSize(1);
        assertThatThrownBy(() -> deliveries.accept(order, driverOf(1), Optional.empty()))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void an_acceptance_at_the_last_moment_counts_and_is_sent_again(AssertablePublishedEvents events) {
        deliveries.book(order);
        deliveries.accept(order, driverOf(1), Optional.empty());

        assertThat(deliveries.offerNext(order, 1, 3)).isEqualTo(1);

        assertThat(offers()).hasSize(1);
        assertThat(events.ofType(DeliveryAccepted.class)).hasSize(2).containsOnly(new DeliveryAccepted(order, 1));
    }

    @Test
    void cannot_be_accepted_once_it_is_cancelled() {
        deliveries.book(order);
        String driver = driverOf(1);

        deliveries.cancel(order);
        deliveries.cancel(order);

        assertThatThrownBy(() -> deliveries.accept(order, driver, Optional.empty()))
                .isInstanceOf(Conflict.class);
        assertThat(deliveries.book(order)).isZero();
        assertThat(deliveries.offerNext(order, 1, 3)).isZero();
    }

    @Test
    void a_booking_that_comes_after_its_undo_is_refused() {
        deliveries.cancel(order);

        assertThat(deliveries.book(order)).isZero();

        assertThat(offers()).isEmpty();
    }

    private String driverOf(int offer) {
        return offers().get(offer - 1).driverId();
    }

    private List<Offer> offers() {
        Delivery delivery = deliveries.find(order, Optional.empty()).orElseThrow();
        return IntStream.rangeClosed(1, delivery.offers().latestNumber())
                .mapToObj(number -> delivery.offers().byNumber().get(number))
                .toList();
    }
}
