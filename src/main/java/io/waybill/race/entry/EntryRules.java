package io.waybill.race.entry;

import io.waybill.platform.audit.Rule;
import io.waybill.platform.audit.SubjectRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** The laws about entries. They name the steps and statuses themselves, and use nothing of the code that they check. */
@Component
class EntryRules implements SubjectRules {

    private static final List<Rule> ALL = List.of(
            new Rule(
                    "entries-end-once",
                    "Entry {entry} is {status}, but its timeline has {ends} ends; the last is {last}",
                    """
                    select r.race_entry_id as entry, r.status, count(e.entry_id) as ends,
                      coalesce(max(e.step), 'none') as last
                    from TOUCHED t straight_join race_entry r on r.race_entry_id = t.race_entry_id
                    left join race_entry_timeline e on e.race_entry_id = r.race_entry_id and e.outcome = 'DONE'
                      and e.step in ('entry.complete', 'entry.reject', 'entry.cancel')
                    group by r.race_entry_id, r.status, r.closed_at
                    having ends <> (r.status in ('COMPLETED', 'REJECTED', 'CANCELLED'))
                      or (r.closed_at is null) = (r.status in ('COMPLETED', 'REJECTED', 'CANCELLED'))
                      or (ends = 1 and (r.status, last) not in (('COMPLETED', 'entry.complete'),
                        ('REJECTED', 'entry.reject'), ('CANCELLED', 'entry.cancel')))"""),
            new Rule(
                    "race-places-add-up",
                    "Race {race} of entry {entry} has {places} places: it counts {taken} as taken and {waiting} as waited"
                            + " for, but {reallyTaken} entries have one and {reallyWaiting} wait",
                    """
                    select x.* from (
                      select z.entry, c.race_id as race, c.places, c.taken, c.waiting,
                        (select count(*) from race_place p
                          where p.race_id = c.race_id and p.status = 'TAKEN') as reallyTaken,
                        (select count(*) from race_place p
                          where p.race_id = c.race_id and p.status = 'WAITING') as reallyWaiting
                      from (
                        select r.race_id, min(r.race_entry_id) as entry
                        from TOUCHED t straight_join race_entry r on r.race_entry_id = t.race_entry_id
                        group by r.race_id) z
                      straight_join race c on c.race_id = z.race_id) x
                    where taken <> reallyTaken or waiting <> reallyWaiting or taken > places
                      or (taken < places and waiting > 0)"""),
            new Rule("entries-have-their-place", "Entry {entry} is {status}, but its place is {place}", """
                    select x.* from (
                      select r.race_entry_id as entry, r.status, coalesce(p.status, 'NONE') as place
                      from TOUCHED t straight_join race_entry r on r.race_entry_id = t.race_entry_id
                      left join race_place p on p.race_entry_id = r.race_entry_id) x
                    where (status in ('SETTLING', 'COMPLETED') and place <> 'TAKEN')
                      or (status = 'WAITING' and place = 'NONE')
                      or (status = 'CONFIRMED' and place in ('NONE', 'WAITING'))
                      or ((status = 'REJECTED' or status = 'CANCELLED') and place in ('TAKEN', 'WAITING'))"""),
            new Rule(
                    "entry-fee-charged-once",
                    "Entry {entry} is {status}, its fee of {fee} is {credit} after {times} charges; in the ledger it holds"
                            + " {held} and has paid {captured}",
                    """
                    select x.* from (
                      select r.race_entry_id as entry, r.status as status, r.fee as fee,
                        coalesce(h.status, 'NONE') as credit,
                        (select coalesce(sum(l.held), 0) from account_ledger l
                          where l.order_id = r.race_entry_id and l.process_id = 'race-entry') as held,
                        (select coalesce(sum(l.captured), 0) from account_ledger l
                          where l.order_id = r.race_entry_id and l.process_id = 'race-entry') as captured,
                        (select count(*) from race_entry_timeline e where e.race_entry_id = r.race_entry_id
                          and e.step = 'fee.capture' and e.outcome = 'DONE') as times
                      from TOUCHED t straight_join race_entry r on r.race_entry_id = t.race_entry_id
                      left join account_hold h on h.order_id = r.race_entry_id and h.process_id = 'race-entry') x
                    where held <> case when credit = 'HELD' then fee else 0 end
                      or captured <> case when credit = 'CAPTURED' then fee else 0 end
                      or times <> (credit = 'CAPTURED')
                      or (credit = 'CAPTURED' and status not in ('SETTLING', 'COMPLETED'))
                      or (credit <> 'CAPTURED' and status = 'COMPLETED')
                      or (credit not in ('HELD', 'CAPTURED') and status = 'SETTLING')"""),
            new Rule("no-entry-step-after-its-undo", "Entry {entry}: {done} was done after {undone}", """
                    select u.race_entry_id as entry, u.step as undone, e.step as done
                    from TOUCHED t straight_join race_entry_timeline u
                      on u.race_entry_id = t.race_entry_id and u.outcome = 'UNDONE'
                    straight_join race_entry_timeline e
                      on e.race_entry_id = u.race_entry_id and e.entry_id > u.entry_id and e.outcome = 'DONE'
                    where (u.step, e.step) in (
                      ('fee.release', 'fee.hold'), ('fee.release', 'fee.capture'),
                      ('place.release', 'place.take'), ('place.release', 'place.given'),
                      ('place.release', 'place.confirm'), ('place.release', 'entry.commit'))"""),
            new Rule("no-entry-step-after-the-end", "Entry {entry}: {done} was done after {ending}", """
                    select l.race_entry_id as entry, l.step as ending, e.step as done
                    from TOUCHED t straight_join race_entry_timeline l on l.race_entry_id = t.race_entry_id
                      and l.step in ('entry.complete', 'entry.reject', 'entry.cancel') and l.outcome = 'DONE'
                    straight_join race_entry_timeline e
                      on e.race_entry_id = l.race_entry_id and e.entry_id > l.entry_id and e.outcome = 'DONE'
                    where e.step in ('fee.hold', 'fee.capture', 'place.take', 'place.given', 'place.confirm',
                      'entry.commit')"""));

    @Override
    public String process() {
        return EntryId.PROCESS;
    }

    @Override
    public List<Rule> rules() {
        return ALL;
    }
}
