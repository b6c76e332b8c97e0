package io.waybill.production;

import io.waybill.core.OrderId;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProductionOrders extends Repository<ProductionOrder, OrderId> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from ProductionOrder p where p.order = :order")
    Optional<ProductionOrder> lock(OrderId order);

    ProductionOrder save(ProductionOrder production);
}
