package io.waybill.delivery;

import io.waybill.core.OrderId;
import java.util.Optional;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeliveryRepository extends Repository<Delivery, OrderId> {

    Optional<Delivery> findById(OrderId order);

    @Query("select d from Delivery d join d.offers o where d.order = :order and o.driverId = :driver")
    Optional<Delivery> findOfferedTo(OrderId order, String driver);

    /** Native, because MariaDB does not know the {@code for update of} that Hibernate would write. */
    @NativeQuery("select * from delivery where order_id = :order for update")
    Optional<Delivery> lockByKey(String order);

    default Optional<Delivery> lock(OrderId order) {
        return lockByKey(order.value());
    }

    Delivery save(Delivery delivery);
}
