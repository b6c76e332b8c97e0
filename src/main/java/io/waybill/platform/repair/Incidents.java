package io.waybill.platform.repair;

import io.waybill.core.OrderId;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Incidents extends Repository<Incident, Long> {

    Incident save(Incident incident);

    /**
     * The order of an incident, an empty string if none is known. Not read as an entity: that has to be read after the
     * order is locked.
     */
    @Query("select coalesce(i.order.value, '') from Incident i where i.incidentId = :id")
    Optional<String> orderOf(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Incident i where i.incidentId = :id")
    Optional<Incident> lock(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Incident i where i.job = :job")
    Optional<Incident> lockByJob(long job);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Incident i where i.order = :order and i.state = OPEN order by i.incidentId")
    List<Incident> lockOpen(OrderId order);

    /** The latest first. */
    @Query("""
            select i from Incident i where i.incidentId < :before
            and (:order is null or i.order.value = :order)
            and (:state is null or i.state = :state) order by i.incidentId desc""")
    Slice<Incident> list(long before, @Nullable String order, Incident.@Nullable State state, Pageable part);
}
