package io.waybill.race.points;

import io.waybill.core.CustomerId;
import io.waybill.core.Utc;
import io.waybill.race.RaceId;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The points of runners: entries are added, never changed. Whoever books has locked the race. */
@Repository
class PointsLedger {

    private final JdbcClient db;
    private final Clock clock;

    PointsLedger(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * What a runner has earned in a race so far, beside the place that the runner has now.
     *
     * @param place null if the result was removed
     * @param pointsPlace the place for which the points were decided; null if they have not been
     */
    record Standing(
            String runner,
            @Nullable Integer place,
            @Nullable Integer pointsPlace,
            int booked) {

        boolean isOutdated() {
            return place == null ? booked != 0 : !place.equals(pointsPlace);
        }
    }

    /** Returns false if it was booked before. */
    boolean isNew(String event, RaceId race) {
        return db.sql("insert ignore into points_event (event_id, race_id, at) values (?, ?, ?)")
                        .params(event, race.value(), Utc.of(clock.instant()))
                        .update()
                == 1;
    }

    /** Locks a race until the current transaction is over, and returns its distance. */
    Optional<Integer> lock(RaceId race) {
        return db.sql("select metres from race where race_id = ? for update")
                .param(race.value())
                .query(Integer.class)
                .optional();
    }

    /** All runners who have a result in the race, or had one. */
    List<Standing> standings(RaceId race) {
        return List.copyOf(db.sql("""
                        select r.customer_id as runner, r.place, r.points_place, coalesce(b.points, 0) as booked
                        from (select customer_id, points_place, rank() over (order by milliseconds) as place
                          from race_result where race_id = :race) r
                        left join (select customer_id, sum(points) as points
                          from points_ledger where race_id = :race group by customer_id) b
                        on b.customer_id = r.customer_id
                        union all
                        select customer_id, null, null, sum(points) from points_ledger l
                        where race_id = :race and not exists (select 1 from race_result r
                          where r.race_id = l.race_id and r.customer_id = l.customer_id)
                        group by customer_id""")
                .param("race", race.value())
                .query((row, number) -> new Standing(
                        row.getString("runner"),
                        row.getObject("place", Integer.class),
                        row.getObject("points_place", Integer.class),
                        row.getInt("booked")))
                .list());
    }

    void book(String event, RaceId race, String runner, int points) {
        db.sql("insert into points_ledger (customer_id, race_id, event_id, points, at) values (?, ?, ?, ?, ?)")
                .params(runner, race.value(), event, points, Utc.of(clock.instant()))
                .update();
    }

    void decided(RaceId race, String runner, int place, int points) {
        db.sql("update race_result set points_place = ?, points = ? where race_id = ? and customer_id = ?")
                .params(place, points, race.value(), runner)
                .update();
    }

    long total(CustomerId runner) {
        return db.sql("select coalesce(sum(points), 0) from points_ledger where customer_id = ?")
                .param(runner.value())
                .query(Long.class)
                .single();
    }

    /** Newest first: this page and the row after it. */
    List<PointsEntry> entries(CustomerId runner, long before, Pageable part) {
        return List.copyOf(db.sql("""
                        select entry_id, race_id, event_id, points, at from points_ledger
                        where customer_id = ? and entry_id < ? order by entry_id desc limit ? offset ?""")
                .params(runner.value(), before, part.getPageSize() + 1, part.getOffset())
                .query((row, number) -> new PointsEntry(
                        row.getLong("entry_id"),
                        row.getString("race_id"),
                        row.getString("event_id"),
                        row.getInt("points"),
                        Utc.instant(row.getObject("at", LocalDateTime.class))))
                .list());
    }
}
