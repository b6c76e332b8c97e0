package io.waybill.repair;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Incidents extends Repository<Incident, Long> {

    Incident save(Incident incident);

    /** The order of an incident, empty if none is known. Not as an entity: it is to be read when the order is locked. */
    @Query("select coalesce(i.order.value, '') from Incident i where i.incidentId = :id")
    Optional<String> orderOf(long id);

    /** Native, because MariaDB does not know the {@code for update of} that Hibernate would write. */
    @NativeQuery("select * from incident where incident_id = :id for update")
    Optional<Incident> lock(long id);

    @NativeQuery("select * from incident where job = :job for update")
    Optional<Incident> lockByJob(long job);

    @NativeQuery("select * from incident where order_id = :order and state = 'OPEN' order by incident_id for update")
    List<Incident> lockOpen(String order);

    /** The latest first. */
    @Query("""
            select i from Incident i where i.incidentId < :before
            and (:order is null or i.order.value = :order)
            and (:state is null or i.state = :state) order by i.incidentId desc""")
    Slice<Incident> list(long before, @Nullable String order, Incident.@Nullable State state, Pageable part);

    /** Those of orders that have ended. */
    @Modifying
    @NativeQuery("""
            update incident set state = 'RESOLVED', resolved_at = :at, version = version + 1
            where order_id in (:orders) and state <> 'RESOLVED'""")
    void resolveAll(Collection<String> orders, Instant at);
}
