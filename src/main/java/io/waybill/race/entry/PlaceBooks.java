package io.waybill.race.entry;

import io.waybill.race.RaceId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The places of races. Whoever changes one has locked the race. */
@Repository
class PlaceBooks {

    private final JdbcClient db;

    PlaceBooks(JdbcClient db) {
        this.db = db;
    }

    enum PlaceStatus {
        TAKEN,
        WAITING,
        /** Given back, or never taken: a tombstone. */
        RELEASED
    }

    /** A race's places: how many there are, how many are taken, and how many entries wait for one. */
    record Count(int places, int taken, int waiting) {

        boolean isFull() {
            return taken >= places;
        }

        boolean isWantedPlaceFree() {
            return !isFull() && waiting > 0;
        }
    }

    /** Locks a race until the current transaction is over. */
    Count lock(RaceId race) {
        return db.sql("select places, taken, waiting from race where race_id = ? for update")
                .param(race.value())
                .query(Count.class)
                .single();
    }

    Optional<PlaceStatus> find(EntryId entry) {
        return db.sql("select status from race_place where race_entry_id = ?")
                .param(entry.value())
                .query(PlaceStatus.class)
                .optional();
    }

    boolean has(EntryId entry) {
        return find(entry).filter(PlaceStatus.TAKEN::equals).isPresent();
    }

    /** The same, and keeps it so until the current transaction is over. */
    boolean hasLocked(EntryId entry) {
        return db.sql("select status from race_place where race_entry_id = ? for update")
                .param(entry.value())
                .query(PlaceStatus.class)
                .optional()
                .filter(PlaceStatus.TAKEN::equals)
                .isPresent();
    }

    void add(EntryId entry, RaceId race, PlaceStatus status) {
        db.sql("insert into race_place (race_entry_id, race_id, status) values (?, ?, ?)")
                .params(entry.value(), race.value(), status.name())
                .update();
        count(race, status, 1);
    }

    void change(EntryId entry, RaceId race, PlaceStatus before, PlaceStatus after) {
        int changed = db.sql("update race_place set status = ? where race_entry_id = ? and status = ?")
                .params(after.name(), entry.value(), before.name())
                .update();
        if (changed != 1) {
            throw new IllegalStateException("The place of entry %s is not %s".formatted(entry, before));
        }
        count(race, before, -1);
        count(race, after, 1);
    }

    private void count(RaceId race, PlaceStatus status, int difference) {
        switch (status) {
            case TAKEN -> count(race, "taken", difference);
            case WAITING -> count(race, "waiting", difference);
            case RELEASED -> {}
        }
    }

    private void count(RaceId race, String column, int difference) {
        db.sql("update race set COLUMN = COLUMN + ? where race_id = ?".replace("COLUMN", column))
                .params(difference, race.value())
                .update();
    }

    /** The entry that has waited longest. */
    Optional<EntryId> firstWaiting(RaceId race) {
        return db.sql("""
                        select race_entry_id from race_place
                        where race_id = ? and status = 'WAITING' order by race_entry_id limit 1""")
                .param(race.value())
                .query((row, number) -> new EntryId(row.getString(1)))
                .optional();
    }
}
