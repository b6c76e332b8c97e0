package io.waybill.shop.production;

import io.waybill.core.OrderId;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProductionOrders extends Repository<ProductionOrder, OrderId> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from ProductionOrder p where p.order = :order")
    Optional<ProductionOrder> lock(OrderId order);

    /** Adds the row unless it exists, and locks it; waits for a transaction that is inserting it. */
    @Modifying
    @NativeQuery("""
            insert into production_order (order_id, status, version) values (:order, 'IN_PARTS', 0)
            on duplicate key update version = version""")
    void addInParts(String order);

    /** Parts are requested at the same time: the first adds the row, and the others wait for it. */
    default ProductionOrder lockInParts(OrderId order) {
        return lock(order).orElseGet(() -> {
            addInParts(order.value());
            return lock(order).orElseThrow();
        });
    }

    ProductionOrder save(ProductionOrder production);
}
