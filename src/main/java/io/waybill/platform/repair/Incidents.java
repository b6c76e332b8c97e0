package io.waybill.platform.repair;

import io.waybill.core.Subject;
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
     * The subject of an incident. Not read with the incident: that has to be read after the subject is locked. Empty if it
     * has none, or there is no such incident.
     */
    @Query("select i.subject from Incident i where i.incidentId = :id")
    Optional<Subject> subjectOf(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Incident i where i.incidentId = :id")
    Optional<Incident> lock(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Incident i where i.job = :job")
    Optional<Incident> lockByJob(long job);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Incident i where i.subject = :subject and i.state = OPEN order by i.incidentId")
    List<Incident> lockOpen(Subject subject);

    /** The latest first. */
    @Query("""
            select i from Incident i where i.incidentId < :before
            and (:process is null or i.subject.process = :process) and (:key is null or i.subject.key = :key)
            and (:state is null or i.state = :state) order by i.incidentId desc""")
    Slice<Incident> list(
            long before, @Nullable String process, @Nullable String key, Incident.@Nullable State state, Pageable part);
}
