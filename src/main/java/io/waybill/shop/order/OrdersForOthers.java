package io.waybill.shop.order;

import io.waybill.core.Charges;
import io.waybill.core.CustomerId;
import io.waybill.core.ItemId;
import io.waybill.core.ItemUses;
import io.waybill.core.Money;
import io.waybill.core.OrderId;
import io.waybill.core.PlacedOrder;
import io.waybill.core.PlacedOrders;
import io.waybill.core.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the other modules ask about orders. */
@Service
class OrdersForOthers implements PlacedOrders, ItemUses, Charges {

    private static final List<String> OPEN = Arrays.stream(OrderStatus.values())
            .filter(status -> !status.isFinal())
            .map(Enum::name)
            .toList();

    private final JdbcClient db;
    private final Orders orders;

    OrdersForOthers(JdbcClient db, Orders orders) {
        this.db = db;
        this.orders = orders;
    }

    @Override
    @Transactional(readOnly = true)
    public PlacedOrder get(OrderId id) {
        return find(id).orElseThrow(() -> OrderRows.unknown(id));
    }

    private record Row(String customer, long total, long item, long quantity) {}

    private Optional<PlacedOrder> find(OrderId id) {
        List<Row> rows =
                List.copyOf(db.sql("""
                        select o.customer_id as customer, o.total, l.item_id as item, l.quantity
                        from orders o join order_line l on l.order_id = o.order_id
                        where o.order_id = ? order by l.item_id""").param(id.value()).query(Row.class).list());
        return rows.stream()
                .findFirst()
                .map(first -> new PlacedOrder(
                        id,
                        new CustomerId(first.customer()),
                        new Money(first.total()),
                        rows.stream()
                                .map(row -> new PlacedOrder.Line(new ItemId(row.item()), row.quantity()))
                                .toList()));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Charge> of(Subject subject) {
        return OrderId.of(subject)
                .flatMap(order -> db.sql("select customer_id, total from orders where order_id = ?")
                        .param(order.value())
                        .query((row, number) -> new Charge(new CustomerId(row.getString(1)), new Money(row.getLong(2))))
                        .optional());
    }

    @Override
    public boolean isInOpenOrder(ItemId item) {
        return orders.anyWithLineOf(item.value(), OPEN).isPresent();
    }
}
