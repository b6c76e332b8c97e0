package io.waybill.production;

import io.waybill.core.OrderId;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface ProductionOrders extends Repository<ProductionOrder, OrderId> {

    /** Native, because MariaDB does not know the {@code for update of} that Hibernate would write. */
    @NativeQuery("select * from production_order where order_id = :order for update")
    Optional<ProductionOrder> lockByKey(String order);

    default Optional<ProductionOrder> lock(OrderId order) {
        return lockByKey(order.value());
    }

    /** Waits for whoever is just writing it, and has the row locked for this transaction. */
    @Modifying
    @NativeQuery("""
            insert into production_order (order_id, status, version) values (:order, 'IN_PARTS', 0)
            on duplicate key update version = version""")
    void addInParts(String order);

    /** Parts are asked for at the same time: the first adds the row, and the others wait for it. */
    default ProductionOrder lockInParts(OrderId order) {
        return lock(order).orElseGet(() -> {
            addInParts(order.value());
            return lock(order).orElseThrow();
        });
    }

    ProductionOrder save(ProductionOrder production);
}
