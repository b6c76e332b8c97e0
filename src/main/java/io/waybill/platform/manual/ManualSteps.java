package io.waybill.platform.manual;

import io.waybill.core.Subject;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface ManualSteps extends Repository<ManualStep, Long> {

    ManualStep save(ManualStep step);

    Optional<ManualStep> findByStepId(long id);

    /** The subject of a step. Not read with the step: that has to be read after the subject is locked. */
    @Query("select s.subject from ManualStep s where s.stepId = :id")
    Optional<Subject> subjectOf(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from ManualStep s where s.stepId = :id")
    Optional<ManualStep> lock(long id);

    boolean existsByJob(long job);

    /** The steps of a subject that wait for an answer. */
    @Query("select s.stepId from ManualStep s where s.subject = :subject and s.state = OPEN")
    List<Long> openOf(Subject subject);

    /** The latest first. */
    @Query("""
            select s from ManualStep s where s.stepId < :before
            and (:process is null or s.subject.process = :process) and (:key is null or s.subject.key = :key)
            and (:state is null or s.state = :state) order by s.stepId desc""")
    Slice<ManualStep> list(
            long before,
            @Nullable String process,
            @Nullable String key,
            ManualStep.@Nullable State state,
            Pageable part);

    /** Notes that the process no longer waits for a step, unless its state has changed meanwhile. */
    @Transactional
    @Modifying
    @NativeQuery("""
            update manual_step set state = 'GONE', version = version + 1
            where step_id = :id and state = :#{#as.name()}""")
    void gone(long id, ManualStep.State as);
}
