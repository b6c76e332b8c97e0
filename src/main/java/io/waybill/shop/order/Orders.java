package io.waybill.shop.order;

import io.waybill.core.CustomerId;
import io.waybill.core.OrderId;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The orders as aggregates, for whoever changes or shows them. */
public interface Orders extends Repository<Order, OrderId>, JpaSpecificationExecutor<Order> {

    @Query("""
            select o from Order o left join fetch o.lines where o.id = :id
            and (:only is null or o.customer.value = :only)""")
    Optional<Order> findWithLines(OrderId id, @Nullable String only);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Order o where o.id = :id")
    Optional<Order> lock(OrderId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Order o where o.id = :id and (:only is null or o.customer = :only)")
    Optional<Order> lock(OrderId id, @Nullable CustomerId only);

    /** The order, if it belongs to this customer; any order if no customer is given. */
    default Optional<Order> lock(OrderId id, Optional<CustomerId> only) {
        return lock(id, only.orElse(null));
    }

    @Query("select o.status from Order o where o.id = :id and (:only is null or o.customer = :only)")
    Optional<OrderStatus> statusOf(OrderId id, @Nullable CustomerId only);

    default Optional<OrderStatus> statusOf(OrderId id, Optional<CustomerId> only) {
        return statusOf(id, only.orElse(null));
    }

    /** Starts from the open orders, not from all lines that the item ever had. */
    @NativeQuery("""
            select straight_join o.order_id from orders o join order_line l on l.order_id = o.order_id
            where o.status in (:statuses) and l.item_id = :item limit 1""")
    Optional<String> anyWithLineOf(long item, Collection<String> statuses);
}
