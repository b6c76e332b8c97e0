package io.waybill.race.record;

import io.waybill.core.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of runners' own records. */
@Repository
class RecordBooks {

    private final JdbcClient db;

    RecordBooks(JdbcClient db) {
        this.db = db;
    }

    void add(OwnRecord noted) {
        db.sql("""
                        insert into runner_record (record_id, customer_id, race, ran_on, metres, milliseconds)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(noted.id(), noted.runnerId(), noted.race(), noted.ranOn(), noted.metres(), noted.milliseconds())
                .update();
    }

    /** Newest first: this page and the row after it. */
    List<OwnRecord> list(CustomerId runner, String before, Pageable part) {
        return List.copyOf(db.sql("""
                        select record_id, customer_id, race, ran_on, metres, milliseconds from runner_record
                        where customer_id = ? and record_id < ? order by record_id desc limit ? offset ?""")
                .params(runner.value(), before, part.getPageSize() + 1, part.getOffset())
                .query(RecordBooks::ownRecord)
                .list());
    }

    private static OwnRecord ownRecord(ResultSet row, int number) throws SQLException {
        return new OwnRecord(
                row.getString("record_id"),
                row.getString("customer_id"),
                row.getString("race"),
                row.getObject("ran_on", LocalDate.class),
                row.getInt("metres"),
                row.getLong("milliseconds"));
    }

    /** Returns false if the runner has no such record. */
    boolean remove(CustomerId runner, String id) {
        return db.sql("delete from runner_record where customer_id = ? and record_id = ?")
                        .params(runner.value(), id)
                        .update()
                == 1;
    }

    /** The best official and the best noted time over each distance, the shortest first. */
    List<PersonalBest> bests(CustomerId runner) {
        return List.copyOf(db.sql("""
                        select metres, official, milliseconds, race, ran_on from (
                          select metres, official, milliseconds, race, ran_on,
                            row_number() over (partition by metres, official order by milliseconds, ran_on) as nth
                          from (
                            select metres, 0 as official, milliseconds, race, ran_on
                            from runner_record where customer_id = :runner
                            union all
                            select r.metres, 1, t.milliseconds, r.name, date(r.starts_at)
                            from race_result t join race r on r.race_id = t.race_id
                            where t.customer_id = :runner) times) ranked
                        where nth = 1 order by metres, official desc""")
                .param("runner", runner.value())
                .query((row, number) -> new PersonalBest(
                        row.getInt("metres"),
                        row.getBoolean("official"),
                        row.getLong("milliseconds"),
                        row.getString("race"),
                        row.getObject("ran_on", LocalDate.class)))
                .list());
    }
}
