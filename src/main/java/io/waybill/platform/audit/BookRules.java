package io.waybill.platform.audit;

import java.util.List;

/** Money and stock are conserved. The sums cover all rows, and each is read from an index alone. */
final class BookRules {

    static final List<Rule> ALL = List.of(
            new Rule(
                    "money-per-account",
                    "The account of {customer} has {available} available, {held} held, {captured} captured;"
                            + " its ledger adds up to {ledgerAvailable}, {ledgerHeld}, {ledgerCaptured}",
                    """
                    select a.customer_id as customer, a.available, a.held, a.captured,
                      coalesce(l.available, 0) as ledgerAvailable, coalesce(l.held, 0) as ledgerHeld,
                      coalesce(l.captured, 0) as ledgerCaptured
                    from account a left join (
                      select customer_id, sum(available) as available, sum(held) as held, sum(captured) as captured
                      from account_ledger group by customer_id) l on l.customer_id = a.customer_id
                    where a.available <> coalesce(l.available, 0) or a.held <> coalesce(l.held, 0)
                      or a.captured <> coalesce(l.captured, 0)"""),
            new Rule("money-in-all", "All accounts together have {accounts}, but the ledger adds up to {ledger}", """
                    select accounts, ledger from
                      (select coalesce(sum(available + held + captured), 0) as accounts from account) a,
                      (select coalesce(sum(available + held + captured), 0) as ledger from account_ledger) l
                    where accounts <> ledger"""),
            new Rule(
                    "money-is-held-for-orders",
                    "The account of {customer} has {held} held and {captured} captured;"
                            + " what it is held for adds up to {holds}, and what it was charged for to {captures}",
                    """
                    select a.customer_id as customer, a.held, a.captured, coalesce(h.holds, 0) as holds,
                      coalesce(h.captures, 0) as captures
                    from account a left join (
                      select customer_id, sum(case when status = 'HELD' then amount else 0 end) as holds,
                        sum(case when status = 'CAPTURED' then amount else 0 end) as captures
                      from account_hold where status in ('HELD', 'CAPTURED') group by customer_id) h
                    on h.customer_id = a.customer_id
                    where a.held <> coalesce(h.holds, 0) or a.captured <> coalesce(h.captures, 0)"""),
            new Rule(
                    "stock-per-item",
                    "Item {item} has {available} available, {reserved} reserved and {shipped} shipped,"
                            + " but {entered} have come in",
                    """
                    select cast(s.item_id as char) as item, s.available, s.reserved, s.shipped,
                      coalesce(e.entered, 0) as entered
                    from stock s left join (
                      select item_id, sum(quantity) as entered from stock_entry group by item_id) e
                    on e.item_id = s.item_id
                    where s.available + s.reserved + s.shipped <> coalesce(e.entered, 0)"""),
            new Rule(
                    "stock-is-reserved-for-orders",
                    "Item {item} has {reserved} reserved, but its orders hold {holds}",
                    """
                    select cast(s.item_id as char) as item, s.reserved, coalesce(h.holds, 0) as holds
                    from stock s left join (
                      select straight_join l.item_id, sum(l.reserved) as holds
                      from stock_hold o join stock_hold_line l on l.order_id = o.order_id
                      where o.status = 'HELD' group by l.item_id) h on h.item_id = s.item_id
                    where s.reserved <> coalesce(h.holds, 0)"""),
            new Rule(
                    "restocks-are-in-stock",
                    "Restock {restock} of {quantity} of item {item} is {status}, but {entered} of it have come in",
                    """
                    select r.restock_id as restock, cast(r.item_id as char) as item, r.status, r.quantity,
                      coalesce(e.quantity, 0) as entered
                    from restock r left join stock_entry e
                      on e.order_id = r.restock_id and e.item_id = r.item_id and e.kind = 'PRODUCED'
                    where coalesce(e.quantity, 0) <> case when r.status = 'MADE' then r.quantity else 0 end"""),
            new Rule("nothing-negative", "{what} {id} has a negative figure: {a}, {b}, {c}", """
                    select 'Account' as what, customer_id as id, available as a, held as b, captured as c
                    from account where available < 0 or held < 0 or captured < 0
                    union all
                    select 'Item', cast(item_id as char), available, reserved, shipped
                    from stock where available < 0 or reserved < 0 or shipped < 0"""));

    private BookRules() {}
}
