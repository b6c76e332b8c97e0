package io.waybill.shop.order.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.waybill.ModuleTest;
import io.waybill.core.OrderId;
import io.waybill.shop.order.OrderStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shipped order is not undone, whatever a model asks. */
@ModuleTest
class ShippedOrdersIT {

    @Autowired
    Endings endings;

    @Autowired
    JdbcClient db;

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"SHIPPED", "COMPLETED"})
    void are_neither_rejected_nor_cancelled(OrderStatus status) {
        OrderId order = orderThatIs(status);

        assertThatIllegalStateException()
                .isThrownBy(() -> endings.reject(order, Cause.CREDIT_REFUSED))
                .withMessage("Order %s is %s and cannot be REJECTED", order, status);
        assertThatIllegalStateException()
                .isThrownBy(() -> endings.cancel(order, Cause.NO_DRIVER))
                .withMessage("Order %s is %s and cannot be CANCELLED", order, status);
        assertThat(statusOf(order)).isEqualTo(status.name());
    }

    /** The engine may ask twice. */
    @Test
    void an_order_that_was_undone_stays_as_it_ended() {
        OrderId order = orderThatIs(OrderStatus.CANCELLED);

        endings.cancel(order, Cause.NO_DRIVER);
        endings.reject(order, Cause.CREDIT_REFUSED);

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
    }

    private OrderId orderThatIs(OrderStatus status) {
        OrderId order = OrderId.next();
        db.sql("""
                        insert into orders (order_id, customer_id, status, total, street, city, placed_at, closed_at, version)
                        values (?, 'C-1', ?, 1, 'street', 'city', utc_timestamp(6),
                          if(? = 'SHIPPED', null, utc_timestamp(6)), 0)""").params(order.value(), status.name(), status.name()).update();
        return order;
    }

    private String statusOf(OrderId order) {
        return db.sql("select status from orders where order_id = ?")
                .param(order.value())
                .query(String.class)
                .single();
    }
}
