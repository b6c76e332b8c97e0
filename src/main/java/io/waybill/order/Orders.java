package io.waybill.order;

import io.waybill.core.OrderId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Orders extends Repository<Order, OrderId> {

    @Query("select o from Order o left join fetch o.lines where o.id = :id")
    Optional<Order> findWithLines(OrderId id);

    /** Native, because MariaDB does not know the {@code for update of} that Hibernate would write. */
    @NativeQuery("select * from orders where order_id = :order for update")
    Optional<Order> lockByKey(String order);

    default Optional<Order> lock(OrderId order) {
        return lockByKey(order.value());
    }

    /** Not as an entity: the caller may lock the order later on in its transaction, and then has to see it as it is. */
    @Query("""
            select new io.waybill.order.PlacedLine(o.customer, o.total, l.item, l.quantity)
            from Order o join o.lines l where o.id = :id order by l.item.value""")
    List<PlacedLine> findLines(OrderId id);

    @Query("select o.status from Order o where o.id = :id")
    Optional<OrderStatus> statusOf(OrderId id);

    @Query("""
            select o from Order o
            where (:customer is null or o.customer.value = :customer) and (:status is null or o.status = :status)""")
    Page<Order> search(@Nullable String customer, @Nullable OrderStatus status, Pageable page);

    Order save(Order order);
}
