package io.waybill.platform.manual;

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

    /** The order of a step. Not read as an entity: that has to be read after the order is locked. */
    @Query("select s.order.value from ManualStep s where s.stepId = :id")
    Optional<String> orderOf(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from ManualStep s where s.stepId = :id")
    Optional<ManualStep> lock(long id);

    boolean existsByJob(long job);

    /** The steps of an order that wait for an answer. */
    @Query("select s.stepId from ManualStep s where s.order.value = :order and s.state = OPEN")
    List<Long> openOf(String order);

    /** The latest first. */
    @Query("""
            select s from ManualStep s where s.stepId < :before
            and (:order is null or s.order.value = :order)
            and (:state is null or s.state = :state) order by s.stepId desc""")
    Slice<ManualStep> list(long before, @Nullable String order, ManualStep.@Nullable State state, Pageable part);

    /** Notes that the process no longer waits for a step, unless its state has changed meanwhile. */
    @Transactional
    @Modifying
    @NativeQuery("""
            update manual_step set state = 'GONE', version = version + 1
            where step_id = :id and state = :#{#as.name()}""")
    void gone(long id, ManualStep.State as);
}
