package io.waybill.shop.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.core.CustomerId;
import io.waybill.core.ItemId;
import io.waybill.core.Money;
import io.waybill.core.refusal.Conflict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {

    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    final Order order = Order.place(
            new CustomerId("C-1"),
            List.of(
                    new OrderLine(new ItemId(2), "Nut", new Money(20), 3),
                    new OrderLine(new ItemId(1), "Bolt", new Money(100), 5)),
            new Address(null, "1 Teheran-ro", null, "Seoul", null),
            NOW);

    @Test
    void costs_the_sum_of_its_lines() {
        assertThat(order.total()).isEqualTo(new Money(560));
        assertThat(order.lines()).extracting(OrderLine::itemName).containsExactly("Bolt", "Nut");
    }

    @Test
    void goes_from_placed_to_completed() {
        assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
        order.producing();
        assertThat(order.status()).isEqualTo(OrderStatus.IN_PRODUCTION);
        order.delivering();
        assertThat(order.status()).isEqualTo(OrderStatus.IN_DELIVERY);
        assertThat(order.commit()).isTrue();
        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(order.complete(NOW)).isTrue();
        assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
        assertThat(order.closedAt()).isEqualTo(NOW);
    }

    @Test
    void every_step_may_come_twice() {
        order.delivering();
        order.producing();
        assertThat(order.status()).isEqualTo(OrderStatus.IN_DELIVERY);

        order.commit();
        assertThat(order.commit()).isTrue();
        order.complete(NOW);
        assertThat(order.complete(NOW.plusSeconds(1))).isFalse();
        assertThat(order.commit()).isTrue();
        assertThat(order.closedAt()).isEqualTo(NOW);
    }

    @Test
    void is_not_shipped_once_its_cancellation_is_accepted() {
        assertThat(order.requestCancellation(NOW)).isTrue();
        assertThat(order.requestCancellation(NOW)).isFalse();

        assertThat(order.commit()).isFalse();
        assertThatThrownBy(() -> order.complete(NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cannot_be_cancelled_after_the_pivot() {
        order.commit();

        assertThatThrownBy(() -> order.requestCancellation(NOW)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> order.end(OrderStatus.CANCELLED, "too late", NOW))
                .isInstanceOf(IllegalStateException.class);
        order.complete(NOW);
        assertThatThrownBy(() -> order.requestCancellation(NOW)).isInstanceOf(Conflict.class);
    }

    @Test
    void a_reason_of_any_length_fits() {
        order.end(OrderStatus.REJECTED, "x".repeat(5000), NOW);

        assertThat(order.reason()).hasSize(500);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"REJECTED", "CANCELLED"})
    void ends_once(OrderStatus ending) {
        order.end(ending, "a reason", NOW);

        assertThat(order.status()).isEqualTo(ending);
        assertThat(order.reason()).isEqualTo("a reason");
        assertThat(order.commit()).isFalse();
        assertThatThrownBy(() -> order.end(OrderStatus.CANCELLED, "again", NOW))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> order.requestCancellation(NOW)).isInstanceOf(Conflict.class);
        order.producing();
        order.delivering();
        assertThat(order.status()).isEqualTo(ending);
    }
}
