package io.waybill.race.result;

import io.waybill.core.CustomerId;
import io.waybill.core.Utc;
import io.waybill.race.RaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of results. Whoever changes one has locked the race. */
@Repository
class ResultBooks {

    private static final String RANKED = """
            select race_id, customer_id, milliseconds, points, entered_at,
              rank() over (order by milliseconds) as place
            from race_result where race_id = :race""";

    private final JdbcClient db;
    private final Clock clock;

    ResultBooks(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Whether the runner takes, or took, part in the race. */
    boolean takesPart(RaceId race, CustomerId runner) {
        return db.sql("select count(*) from race_entry where race_id = ? and customer_id = ? and status = 'COMPLETED'")
                        .params(race.value(), runner.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    Optional<Long> time(RaceId race, CustomerId runner) {
        return db.sql("select milliseconds from race_result where race_id = ? and customer_id = ?")
                .params(race.value(), runner.value())
                .query(Long.class)
                .optional();
    }

    void enter(RaceId race, CustomerId runner, long milliseconds) {
        db.sql("""
                        insert into race_result (race_id, customer_id, milliseconds, entered_at) values (?, ?, ?, ?)
                        on duplicate key update milliseconds = values(milliseconds)""")
                .params(race.value(), runner.value(), milliseconds, Utc.of(clock.instant()))
                .update();
    }

    void remove(RaceId race, CustomerId runner) {
        db.sql("delete from race_result where race_id = ? and customer_id = ?")
                .params(race.value(), runner.value())
                .update();
    }

    /** Keeps what was changed, and who says why. */
    void log(RaceId race, CustomerId runner, @Nullable Long before, @Nullable Long after, String reason, String who) {
        db.sql("""
                        insert into race_result_change
                          (race_id, customer_id, milliseconds_before, milliseconds_after, reason, changed_by, at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .param(race.value())
                .param(runner.value())
                .param(before)
                .param(after)
                .param(reason)
                .param(who)
                .param(Utc.of(clock.instant()))
                .update();
    }

    List<Correction> corrections(RaceId race, CustomerId runner) {
        return List.copyOf(db.sql("""
                        select milliseconds_before, milliseconds_after, reason, at from race_result_change
                        where race_id = ? and customer_id = ? order by change_id""")
                .params(race.value(), runner.value())
                .query((row, number) -> new Correction(
                        row.getObject("milliseconds_before", Long.class),
                        row.getObject("milliseconds_after", Long.class),
                        row.getString("reason"),
                        Utc.instant(row.getObject("at", LocalDateTime.class))))
                .list());
    }

    boolean wasChanged(RaceId race, CustomerId runner) {
        return !corrections(race, runner).isEmpty();
    }

    Optional<Result> find(RaceId race, CustomerId runner) {
        return db.sql("select * from (" + RANKED + ") ranked where customer_id = :runner")
                .param("race", race.value())
                .param("runner", runner.value())
                .query(ResultBooks::result)
                .optional();
    }

    /** The fastest first: this page and the row after it. */
    List<Result> list(RaceId race, long afterTime, String afterRunner, Pageable part) {
        return List.copyOf(db.sql("select * from (" + RANKED + """
                        ) ranked where milliseconds > :time or (milliseconds = :time and customer_id > :runner)
                        order by milliseconds, customer_id limit :limit offset :offset""")
                .param("race", race.value())
                .param("time", afterTime)
                .param("runner", afterRunner)
                .param("limit", part.getPageSize() + 1)
                .param("offset", part.getOffset())
                .query(ResultBooks::result)
                .list());
    }

    private static Result result(ResultSet row, int number) throws SQLException {
        return new Result(
                row.getString("race_id"),
                row.getString("customer_id"),
                row.getInt("place"),
                row.getLong("milliseconds"),
                row.getObject("points", Integer.class),
                Utc.instant(row.getObject("entered_at", LocalDateTime.class)));
    }
}
