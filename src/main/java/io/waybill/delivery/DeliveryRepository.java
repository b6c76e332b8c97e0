package io.waybill.delivery;

import io.waybill.core.OrderId;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeliveryRepository extends Repository<Delivery, OrderId> {

    Optional<Delivery> findById(OrderId order);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delivery d where d.order = :order")
    Optional<Delivery> lock(OrderId order);

    Delivery save(Delivery delivery);
}
