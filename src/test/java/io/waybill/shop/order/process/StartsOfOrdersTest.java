package io.waybill.shop.order.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.waybill.core.OrderId;
import io.waybill.platform.engine.Message;
import io.waybill.shop.order.OrderRows;
import io.waybill.shop.order.OrderStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartsOfOrdersTest {

    static final OrderId ORDER = OrderId.next();
    static final Message START =
            new Message("order.placed", ORDER.value(), "id", Duration.ofMinutes(1), Map.of(), ORDER.value());

    final OrderRows orders = mock();
    final StartsOfOrders starts = new StartsOfOrders(orders);

    @ParameterizedTest
    @EnumSource
    void a_process_is_not_started_for_an_order_that_is_under_way(OrderStatus status) {
        when(orders.statusOf(ORDER)).thenReturn(Optional.of(status));

        assertThat(starts.isWanted(START)).isEqualTo(status == OrderStatus.PLACED);
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_process_is_restarted_as_long_as_its_order_has_not_ended(OrderStatus status) {
        when(orders.statusOf(ORDER)).thenReturn(Optional.of(status));
        Message again = new Message("order.placed", ORDER.value(), "id/again", Duration.ZERO, Map.of(), ORDER.value());

        assertThat(starts.isWanted(again)).isEqualTo(!status.isFinal());
    }

    @Test
    void no_process_is_started_for_an_order_that_does_not_exist() {
        when(orders.statusOf(ORDER)).thenReturn(Optional.empty());

        assertThat(starts.isWanted(START)).isFalse();
    }
}
