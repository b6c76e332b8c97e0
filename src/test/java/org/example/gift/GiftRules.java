package org.example.gift;

import io.waybill.core.OrderId;
import io.waybill.platform.audit.Rule;
import io.waybill.platform.audit.SubjectRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the audit checks about gifts. */
@Component
class GiftRules implements SubjectRules {

    @Override
    public String process() {
        return OrderId.PROCESS;
    }

    @Override
    public List<Rule> rules() {
        return List.of(new Rule(
                "gifts-are-wrapped-once", "Order {order} is {status}, its gift is {gift}, wrapped {times} times", """
                select x.* from (
                  select o.order_id as `order`, o.status as status, g.status as gift,
                    (select count(*) from order_timeline e where e.order_id = o.order_id
                      and e.step = 'gift.wrap' and e.outcome = 'DONE') as times
                  from TOUCHED t straight_join orders o on o.order_id = t.order_id
                  straight_join gift g on g.order_id = o.order_id) x
                where times > 1 or (status = 'COMPLETED' and gift <> 'WRAPPED')
                  or (gift = 'WRAPPED' and (times = 0 or status in ('REJECTED', 'CANCELLED')))"""));
    }
}
