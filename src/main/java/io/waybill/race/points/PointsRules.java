package io.waybill.race.points;

import io.waybill.platform.audit.Rule;
import io.waybill.platform.audit.SubjectRules;
import io.waybill.race.entry.EntryId;
import java.util.List;
import org.springframework.stereotype.Component;

/** The laws about points. They use nothing of the code that they check. */
@Component
class PointsRules implements SubjectRules {

    private static final List<Rule> SUMS = List.of(
            new Rule(
                    "points-add-up",
                    "Runner {runner} has {points} points for the result in race {race}, but the ledger adds up to {booked}",
                    """
                    select r.race_id as race, r.customer_id as runner, r.points, coalesce(l.booked, 0) as booked
                    from race_result r left join (
                      select race_id, customer_id, sum(points) as booked from points_ledger
                      group by race_id, customer_id) l on l.race_id = r.race_id and l.customer_id = r.customer_id
                    where r.points is not null and r.points <> coalesce(l.booked, 0)"""),
            new Rule(
                    "points-for-every-place",
                    "Runner {runner} is number {place} in race {race} (0: without a result), but has {booked} points, for"
                            + " place {decided}",
                    """
                    select x.race_id as race, x.customer_id as runner, x.place, x.decided, x.booked
                    from (
                      select race_id, customer_id, coalesce(points_place, 0) as decided, coalesce(points, 0) as booked,
                        rank() over (partition by race_id order by milliseconds) as place
                      from race_result
                      union all
                      select l.race_id, l.customer_id, 0, sum(l.points), 0
                      from points_ledger l left join race_result r
                        on r.race_id = l.race_id and r.customer_id = l.customer_id
                      where r.race_id is null group by l.race_id, l.customer_id having sum(l.points) <> 0) x
                    join (
                      select race_id, max(at) as changed_at from (
                        select race_id, max(entered_at) as at from race_result group by race_id
                        union all
                        select race_id, max(at) from race_result_change group by race_id) c
                      group by race_id) z on z.race_id = x.race_id
                    where (x.place <> x.decided or (x.place = 0 and x.booked <> 0))
                      -- The message about the change may still be on its way.
                      and z.changed_at < utc_timestamp(6) - interval 5 minute"""));

    @Override
    public String process() {
        return EntryId.PROCESS;
    }

    @Override
    public List<Rule> rules() {
        return List.of();
    }

    @Override
    public List<Rule> sums() {
        return SUMS;
    }
}
