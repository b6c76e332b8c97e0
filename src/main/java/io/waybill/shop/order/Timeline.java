package io.waybill.shop.order;

import io.waybill.core.OrderId;
import io.waybill.core.StepTaken.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Timeline extends Repository<TimelineEntry, Long> {

    @Query("select t from TimelineEntry t where t.order = :order order by t.entryId")
    List<TimelineEntry> of(OrderId order);

    @Query("select t from TimelineEntry t where t.order = :order and t.entryId > :after order by t.entryId")
    List<TimelineEntry> of(OrderId order, long after);

    @Query("""
            select count(t) > 0 from TimelineEntry t
            where t.order = :order and t.step = 'order.restart' and t.at >= :since""")
    boolean isRestarted(OrderId order, Instant since);

    /** The latest entry of an order. */
    record Latest(String order, long entry) {}

    @NativeQuery("""
            select order_id as `order`, max(entry_id) as entry from order_timeline
            where order_id in (:orders) group by order_id""")
    List<Latest> latest(Collection<String> orders);

    @Query("""
            select t.detail from TimelineEntry t
            where t.order = :order and t.outcome in :outcomes order by t.entryId desc""")
    List<String> details(OrderId order, Collection<Outcome> outcomes, Limit limit);

    /** Why the order was stopped, as the step that stopped it reported it. */
    default Optional<String> latestObstacle(OrderId order) {
        return details(order, List.of(Outcome.REFUSED, Outcome.FAILED), Limit.of(1)).stream()
                .findFirst();
    }
}
