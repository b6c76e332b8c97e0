package io.waybill.race.entry;

import io.waybill.core.CustomerId;
import io.waybill.race.RaceId;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The entries as aggregates. */
public interface Entries extends Repository<Entry, EntryId>, JpaSpecificationExecutor<Entry> {

    Optional<Entry> findById(EntryId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Entry e where e.id = :id")
    Optional<Entry> lock(EntryId id);

    Entry save(Entry entry);

    void flush();

    @Query("select e.status from Entry e where e.id = :id")
    Optional<EntryStatus> statusOf(EntryId id);

    @Query("select count(e) > 0 from Entry e where e.id = :id and e.withdrawalRequestedAt is not null")
    boolean isWithdrawalRequested(EntryId id);

    @Query("select e.race from Entry e where e.id = :id")
    Optional<RaceId> raceOf(EntryId id);

    /** The runner's entry for a race, unless it has ended without success. */
    @Query("""
            select e.id from Entry e where e.race = :race and e.customer = :runner
            and e.status not in (io.waybill.race.entry.EntryStatus.REJECTED, io.waybill.race.entry.EntryStatus.CANCELLED)""")
    Optional<EntryId> of(RaceId race, CustomerId runner);
}
