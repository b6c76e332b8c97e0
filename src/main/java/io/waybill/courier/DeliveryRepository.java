package io.waybill.courier;

import io.waybill.core.OrderId;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeliveryRepository extends Repository<Delivery, OrderId> {

    Optional<Delivery> findById(OrderId order);

    @Query("select d from Delivery d join d.offers o where d.order = :order and o.driverId = :driver")
    Optional<Delivery> findOfferedTo(OrderId order, String driver);

    /** The deliveries, latest orders first. */
    @Query("""
            select d from Delivery d where (:before is null or d.order.value < :before)
            and (:status is null or d.status = :status) order by d.order.value desc""")
    Slice<Delivery> list(@Nullable String before, Delivery.@Nullable Status status, Pageable part);

    /**
     * The same, but only those offered to this driver. {@code only} is the one driver whose deliveries the caller may
     * see. Native, because the index of the offers already has the wanted order.
     */
    @NativeQuery("""
            select d.* from delivery_offer o join delivery d on d.order_id = o.order_id
            where o.driver_id = :driver and (:only is null or o.driver_id = :only)
            and (:before is null or o.order_id < :before)
            and (:status is null or d.status = :status) order by o.order_id desc""")
    Slice<Delivery> listOfferedTo(
            String driver, @Nullable String only, @Nullable String before, @Nullable String status, Pageable part);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delivery d where d.order = :order")
    Optional<Delivery> lock(OrderId order);

    Delivery save(Delivery delivery);
}
