package io.waybill.production;

import io.waybill.core.OrderId;
import java.util.Optional;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface ProductionOrders extends Repository<ProductionOrder, OrderId> {

    /** Native, because MariaDB does not know the {@code for update of} that Hibernate would write. */
    @NativeQuery("select * from production_order where order_id = :order for update")
    Optional<ProductionOrder> lockByKey(String order);

    default Optional<ProductionOrder> lock(OrderId order) {
        return lockByKey(order.value());
    }

    ProductionOrder save(ProductionOrder production);
}
