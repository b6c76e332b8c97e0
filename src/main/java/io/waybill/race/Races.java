package io.waybill.race;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The races. */
public interface Races extends Repository<Race, RaceId>, JpaSpecificationExecutor<Race> {

    Optional<Race> findById(RaceId id);

    Race save(Race race);

    void flush();

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Race r where r.id = :id")
    Optional<Race> lock(RaceId id);

    /** The race, which is not changed or removed until the caller's transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select r from Race r where r.id = :id")
    Optional<Race> keep(RaceId id);

    @NativeQuery("select exists (select 1 from race_entry where race_id = :race)")
    long entered(String race);

    @Modifying
    @Query("delete from Race r where r.id = :id")
    int remove(RaceId id);
}
