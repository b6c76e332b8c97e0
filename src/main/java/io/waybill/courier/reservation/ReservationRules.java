package io.waybill.courier.reservation;

import io.waybill.platform.audit.Rule;
import io.waybill.platform.audit.SubjectRules;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The laws about reservations. They name the steps and statuses themselves, and use nothing of the code that they check.
 */
@Component
class ReservationRules implements SubjectRules {

    private static final List<Rule> ALL = List.of(
            new Rule(
                    "reservations-end-once",
                    "Reservation {reservation} is {status}, but its timeline has {ends} ends; the last is {last}",
                    """
                    select r.reservation_id as reservation, r.status, count(e.entry_id) as ends,
                      coalesce(max(e.step), 'none') as last
                    from TOUCHED t straight_join reservation r on r.reservation_id = t.reservation_id
                    left join reservation_timeline e on e.reservation_id = r.reservation_id and e.outcome = 'DONE'
                      and e.step in ('reservation.complete', 'reservation.reject', 'reservation.cancel')
                    group by r.reservation_id, r.status, r.closed_at
                    having ends <> (r.status in ('COMPLETED', 'REJECTED', 'CANCELLED'))
                      or (r.closed_at is null) = (r.status in ('COMPLETED', 'REJECTED', 'CANCELLED'))
                      or (ends = 1 and (r.status, last) not in (('COMPLETED', 'reservation.complete'),
                        ('REJECTED', 'reservation.reject'), ('CANCELLED', 'reservation.cancel')))"""),
            new Rule(
                    "driver-reserved-once",
                    "Driver {driver} is reserved by {reservation} and by {second}, for a part of the same time",
                    """
                    select r.driver_id as driver, r.reservation_id as reservation, b.reservation_id as second
                    from TOUCHED t straight_join reservation r on r.reservation_id = t.reservation_id
                    straight_join reservation b on b.driver_id = r.driver_id
                      and b.starts_at < r.ends_at and b.ends_at > r.starts_at
                      and b.reservation_id <> r.reservation_id"""),
            new Rule(
                    "confirmed-reservations-have-a-driver",
                    "Reservation {reservation} is {status} without a driver",
                    """
                    select r.reservation_id as reservation, r.status
                    from TOUCHED t straight_join reservation r on r.reservation_id = t.reservation_id
                    where r.driver_id is null
                      -- While it is being undone, it is still confirmed.
                      and (r.status in ('SETTLING', 'COMPLETED') or (r.status = 'CONFIRMED' and not r.released))"""),
            new Rule(
                    "fee-charged-once",
                    "Reservation {reservation} is {status}, its fee of {fee} is {credit} after {times} charges; in the"
                            + " ledger it holds {held} and has paid {captured}",
                    """
                    select x.* from (
                      select r.reservation_id as reservation, r.status as status, r.fee as fee,
                        coalesce(h.status, 'NONE') as credit,
                        (select coalesce(sum(l.held), 0) from account_ledger l
                          where l.order_id = r.reservation_id and l.process_id = 'driver-reservation') as held,
                        (select coalesce(sum(l.captured), 0) from account_ledger l
                          where l.order_id = r.reservation_id and l.process_id = 'driver-reservation') as captured,
                        (select count(*) from reservation_timeline e where e.reservation_id = r.reservation_id
                          and e.step = 'fee.capture' and e.outcome = 'DONE') as times
                      from TOUCHED t straight_join reservation r on r.reservation_id = t.reservation_id
                      left join account_hold h
                        on h.order_id = r.reservation_id and h.process_id = 'driver-reservation') x
                    where held <> case when credit = 'HELD' then fee else 0 end
                      or captured <> case when credit = 'CAPTURED' then fee else 0 end
                      or times <> (credit = 'CAPTURED')
                      or (credit = 'CAPTURED' and status not in ('SETTLING', 'COMPLETED'))
                      or (credit <> 'CAPTURED' and status = 'COMPLETED')
                      or (credit not in ('HELD', 'CAPTURED') and status = 'SETTLING')"""),
            new Rule(
                    "no-reservation-step-after-its-undo",
                    "Reservation {reservation}: {done} was done after {undone}",
                    """
                    select u.reservation_id as reservation, u.step as undone, e.step as done
                    from TOUCHED t straight_join reservation_timeline u
                      on u.reservation_id = t.reservation_id and u.outcome = 'UNDONE'
                    straight_join reservation_timeline e
                      on e.reservation_id = u.reservation_id and e.entry_id > u.entry_id and e.outcome = 'DONE'
                    where (u.step, e.step) in (
                      ('fee.release', 'fee.hold'), ('fee.release', 'fee.capture'),
                      ('reservation.release', 'reservation.seek'), ('reservation.release', 'reservation.offer'),
                      ('reservation.release', 'offer.accepted'), ('reservation.release', 'reservation.confirm'),
                      ('reservation.release', 'reservation.commit'))"""),
            new Rule(
                    "no-reservation-step-after-the-end",
                    "Reservation {reservation}: {done} was done after {ending}",
                    """
                    select l.reservation_id as reservation, l.step as ending, e.step as done
                    from TOUCHED t straight_join reservation_timeline l on l.reservation_id = t.reservation_id
                      and l.step in ('reservation.complete', 'reservation.reject', 'reservation.cancel')
                      and l.outcome = 'DONE'
                    straight_join reservation_timeline e
                      on e.reservation_id = l.reservation_id and e.entry_id > l.entry_id and e.outcome = 'DONE'
                    where e.step in ('fee.hold', 'fee.capture', 'reservation.seek', 'reservation.offer',
                      'offer.accepted', 'reservation.confirm', 'reservation.commit')"""));

    /** A completed one keeps its driver: it says who came. */
    private static final List<String> HELD = List.of("""
            select reservation_id as subject, 'driver' as what, 'RESERVED' as state
            from reservation where driver_id is not null and (status = 'REJECTED' or status = 'CANCELLED')""");

    @Override
    public String process() {
        return ReservationId.PROCESS;
    }

    @Override
    public List<Rule> rules() {
        return ALL;
    }

    @Override
    public List<String> held() {
        return HELD;
    }
}
