package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.platform.audit.Rule;
import io.waybill.platform.audit.SubjectRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** The laws about orders. They name the steps and statuses themselves, and use nothing of the code that they check. */
@Component
class OrderRules implements SubjectRules {

    private static final List<Rule> ALL = List.of(
            new Rule("one-end", "Order {order} is {status}, but its timeline has {ends} ends; the last is {last}", """
                    select o.order_id as `order`, o.status, count(e.entry_id) as ends,
                      coalesce(max(e.step), 'none') as last
                    from TOUCHED t straight_join orders o on o.order_id = t.order_id
                    left join order_timeline e on e.order_id = o.order_id and e.outcome = 'DONE'
                      and e.step in ('order.complete', 'order.reject', 'order.cancel')
                    group by o.order_id, o.status, o.closed_at
                    having ends <> (o.status in ('COMPLETED', 'REJECTED', 'CANCELLED'))
                      or (o.closed_at is null) = (o.status in ('COMPLETED', 'REJECTED', 'CANCELLED'))
                      or (ends = 1 and (o.status, last) not in (('COMPLETED', 'order.complete'),
                        ('REJECTED', 'order.reject'), ('CANCELLED', 'order.cancel')))"""),
            new Rule(
                    "closed-books",
                    "Order {order} is {status}: its credit is {credit}, its stock {stock}, its production {production},"
                            + " its delivery {delivery}, and {docked} pieces still wait for it",
                    """
                    select o.order_id as `order`, o.status, coalesce(h.status, 'NONE') as credit,
                      coalesce(s.status, 'NONE') as stock, coalesce(p.status, 'NONE') as production,
                      coalesce(d.status, 'NONE') as delivery,
                      (select coalesce(sum(quantity), 0) from stock_dock k where k.order_id = o.order_id) as docked,
                      (select count(*) from production_part q where q.order_id = o.order_id
                        and q.status <> case when o.status = 'COMPLETED' then 'FINISHED' else 'CLOSED' end) as parts,
                      -- A model may do without a delivery.
                      case when d.order_id is null then (select count(*) from order_timeline b
                        where b.order_id = o.order_id and b.step = 'delivery.book' and b.outcome = 'DONE')
                        else 1 end as booked
                    from TOUCHED t straight_join orders o on o.order_id = t.order_id
                    left join account_hold h on h.order_id = o.order_id and h.process_id = 'order-fulfilment'
                    left join stock_hold s on s.order_id = o.order_id
                    left join production_order p on p.order_id = o.order_id
                    left join delivery d on d.order_id = o.order_id
                    where o.status in ('COMPLETED', 'REJECTED', 'CANCELLED')
                    having docked > 0 or parts > 0 or case when o.status = 'COMPLETED'
                      then not (credit = 'CAPTURED' and stock = 'SHIPPED' and (delivery = 'ACCEPTED' or booked = 0)
                        and production in ('NONE', 'FINISHED', 'IN_PARTS'))
                      else not (credit in ('RELEASED', 'REFUSED') and stock = 'RELEASED' and delivery = 'CANCELLED'
                        and production = 'CLOSED') end"""),
            new Rule("nothing-done-after-its-undo", "Order {order}: {done} was done after {undone}", """
                    select u.order_id as `order`, u.step as undone, e.step as done
                    from TOUCHED t straight_join order_timeline u on u.order_id = t.order_id and u.outcome = 'UNDONE'
                    straight_join order_timeline e
                      on e.order_id = u.order_id and e.entry_id > u.entry_id and e.outcome = 'DONE'
                    where (u.step, e.step) in (
                      ('account.release', 'account.reserve'), ('account.release', 'account.capture'),
                      ('stock.release', 'stock.reserve'), ('stock.release', 'stock.receive'),
                      ('stock.release', 'stock.ship'), ('production.cancel', 'production.request'),
                      ('delivery.cancel', 'delivery.book'), ('delivery.cancel', 'delivery.offer'),
                      ('delivery.cancel', 'delivery.accepted'))
                    -- One part may be asked for after the undo of another.
                    and (u.step <> 'production.cancel' or not exists
                      (select 1 from production_part p where p.order_id = u.order_id))"""),
            new Rule("nothing-done-after-the-end", "Order {order}: {done} was done after {ending}", """
                    select l.order_id as `order`, l.step as ending, e.step as done
                    from TOUCHED t straight_join order_timeline l on l.order_id = t.order_id
                      and l.step in ('order.complete', 'order.reject', 'order.cancel') and l.outcome = 'DONE'
                    straight_join order_timeline e
                      on e.order_id = l.order_id and e.entry_id > l.entry_id and e.outcome = 'DONE'
                    where e.step in ('account.reserve', 'account.capture', 'stock.reserve', 'stock.receive',
                      'stock.ship', 'production.request', 'delivery.book', 'delivery.offer', 'delivery.accepted',
                      'order.commit')"""),
            new Rule(
                    "charged-once",
                    "Order {order} costs {total} and its credit is {credit} after {times} captures; in the ledger it"
                            + " holds {held} and has paid {captured}",
                    """
                    select x.* from (
                      select h.order_id as `order`, h.status as credit, h.amount as total,
                        (select coalesce(sum(l.held), 0) from account_ledger l
                          where l.order_id = h.order_id and l.process_id = h.process_id) as held,
                        (select coalesce(sum(l.captured), 0) from account_ledger l
                          where l.order_id = h.order_id and l.process_id = h.process_id)
                          as captured,
                        (select count(*) from order_timeline e where e.order_id = h.order_id
                          and e.step = 'account.capture' and e.outcome = 'DONE') as times,
                        o.status as status
                      from TOUCHED t straight_join orders o on o.order_id = t.order_id
                      straight_join account_hold h on h.order_id = t.order_id and h.process_id = 'order-fulfilment') x
                    where held <> case when credit = 'HELD' then total else 0 end
                      or captured <> case when credit = 'CAPTURED' then total else 0 end
                      or times <> (credit = 'CAPTURED')
                      or (credit = 'CAPTURED' and status not in ('SHIPPED', 'COMPLETED'))"""),
            new Rule(
                    "shipped-once",
                    "Order {order} is {status} and its stock is {stock}, with {shipments} shipments and {pieces} of"
                            + " {ordered} pieces",
                    """
                    select x.* from (
                      select o.order_id as `order`, o.status as status, s.status as stock,
                        (select count(*) from order_timeline e where e.order_id = o.order_id
                          and e.step = 'stock.ship' and e.outcome = 'DONE') as shipments,
                        (select coalesce(sum(l.reserved), 0) from stock_hold_line l where l.order_id = o.order_id)
                          as pieces,
                        (select sum(l.quantity) from order_line l where l.order_id = o.order_id) as ordered
                      from TOUCHED t straight_join orders o on o.order_id = t.order_id
                      straight_join stock_hold s on s.order_id = t.order_id) x
                    where shipments <> (stock = 'SHIPPED')
                      or (stock = 'SHIPPED' and (pieces <> ordered or status not in ('SHIPPED', 'COMPLETED')))
                      or (stock = 'RELEASED' and pieces <> 0)"""),
            new Rule(
                    "produced-what-was-short",
                    "Order {order} was {short} short of item {item}; {requested} were requested and {entered} came in",
                    """
                    select x.* from (
                      select r.order_id as `order`, cast(r.item_id as char) as item, r.status as request,
                        r.quantity as requested, l.short as short, l.order_id as line,
                        coalesce((select sum(e.quantity) from stock_entry e where e.order_id = r.order_id
                          and e.item_id = r.item_id and e.kind = 'PRODUCED'), 0)
                        + coalesce((select k.quantity from stock_dock k where k.order_id = r.order_id
                          and k.item_id = r.item_id), 0) as entered
                      from TOUCHED t straight_join production_request r on r.order_id = t.order_id
                      left join stock_hold_line l on l.order_id = r.order_id and l.item_id = r.item_id) x
                    where line is null or requested <> coalesce(short, requested)
                      or entered <> case when request = 'MADE' then requested else 0 end"""));

    private static final List<String> HELD = List.of(
            "select order_id as subject, 'stock' as what, status as state from stock_hold where status = 'HELD'",
            """
            select order_id as subject, 'production' as what, status as state
            from production_order where status = 'REQUESTED'""",
            """
            select order_id as subject, concat('production of ', part) as what, status as state
            from production_part where status = 'REQUESTED'""",
            "select order_id as subject, 'delivery' as what, status as state from delivery where status = 'OFFERED'");

    @Override
    public String process() {
        return OrderId.PROCESS;
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
