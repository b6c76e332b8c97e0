package io.waybill.platform.audit;

import io.waybill.platform.audit.Audit.RuleResult;
import io.waybill.platform.audit.QuietOrders.QuietOrder;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.ProcessInstances;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Database and engine agree: an open order has a process instance, and a closed order has none. Checks only orders to
 * which nothing has happened for a while, and instances that are not known to have ended. The engine is asked for an
 * instance of a closed order until it is gone, and then never again.
 */
@Component
class ProcessRules {

    static final String HAVE_A_PROCESS = "open-orders-have-a-process";
    static final String HAVE_NONE = "closed-orders-have-no-process";

    private static final Logger log = LoggerFactory.getLogger(ProcessRules.class);
    private static final int AT_ONCE = 1_000;

    private final JdbcClient db;
    private final Engines engines;
    private final ProcessInstances instances;
    private final QuietOrders quietOrders;
    private final AuditSettings settings;
    private final QuietOrders.Cursor auditedUpTo = new QuietOrders.Cursor();

    ProcessRules(
            JdbcClient db,
            Engines engines,
            ProcessInstances instances,
            QuietOrders quietOrders,
            AuditSettings settings) {
        this.db = db;
        this.engines = engines;
        this.instances = instances;
        this.quietOrders = quietOrders;
        this.settings = settings;
    }

    /** A process instance whose order is closed or does not exist. */
    record Orphan(long instanceKey, String orderId, String status) {

        boolean isOfClosedOrder() {
            return !status.equals("UNKNOWN");
        }

        Violation violation() {
            return new Violation(
                    HAVE_NONE,
                    Map.of("order", orderId, "status", status, "instance", String.valueOf(instanceKey)),
                    Map.of(),
                    "Process instance %d still runs, but its order %s is %s".formatted(instanceKey, orderId, status));
        }
    }

    List<RuleResult> check(List<Violation> found) {
        List<RuleResult> results = new ArrayList<>();
        results.add(check(
                HAVE_A_PROCESS,
                found,
                () -> strays(auditedUpTo).stream().map(ProcessRules::violation).toList()));
        results.add(check(
                HAVE_NONE,
                found,
                () -> orphans().stream().map(Orphan::violation).toList()));
        return results;
    }

    private static RuleResult check(String rule, List<Violation> found, Supplier<List<Violation>> check) {
        try {
            List<Violation> breaches = check.get();
            found.addAll(breaches);
            return new RuleResult(rule, breaches.size(), null);
        } catch (EngineUnavailable e) {
            return new RuleResult(rule, 0, e.getMessage());
        }
    }

    /** Has the engine end it; it may have ended by itself. */
    void end(Orphan orphan) {
        try {
            engines.of(orphan.instanceKey()).stop(orphan.instanceKey());
        } catch (Gone e) {
            log.debug("Process instance {} has ended by itself", orphan.instanceKey(), e);
        }
        instances.ended(List.of(orphan.instanceKey()));
    }

    List<Orphan> orphans() {
        List<Orphan> candidates = List.copyOf(db.sql("""
                        select p.instance_key, p.order_id, coalesce(o.status, 'UNKNOWN') as status
                        from process_instance p left join orders o on o.order_id = p.order_id
                        where p.ended_at is null and p.seen_at < :quiet
                          and (o.order_id is null or o.closed_at < :quiet)
                        order by p.instance_key limit :most""")
                        .param("quiet", quietOrders.since())
                        .param("most", AT_ONCE)
                        .query(Orphan.class)
                        .list())
                .stream()
                .filter(candidate -> engines.isThere(candidate.instanceKey()))
                .toList();
        Set<Long> gone = forget(candidates.stream().map(Orphan::instanceKey).toList());
        return candidates.stream()
                .filter(candidate -> !gone.contains(candidate.instanceKey()))
                .toList();
    }

    /**
     * Open orders without a process: as far as is known it was never started, or its instance is gone. Orders on an
     * engine that this Waybill is not connected to are left out, because they cannot be checked.
     *
     * @param from the caller's own cursor: each caller continues where it stopped
     */
    List<QuietOrder> strays(QuietOrders.Cursor from) {
        List<QuietOrder> quiet = quietOrders.next(from).stream()
                .filter(order -> order.instance() == null || engines.isThere(order.instance()))
                .toList();
        Set<Long> gone = forget(quiet.stream()
                .map(QuietOrder::instance)
                .<Long>mapMulti(
                        (instance, known) -> Optional.ofNullable(instance).ifPresent(known))
                .toList());
        Set<String> running = quiet.stream()
                .filter(order -> order.instance() != null && !gone.contains(order.instance()))
                .map(QuietOrder::order)
                .collect(Collectors.toSet());
        LocalDateTime longDue = startsExpectedOf();
        return quiet.stream()
                .filter(order -> !running.contains(order.order()))
                .filter(order -> order.instance() != null || isMissing(order.order(), longDue))
                .toList();
    }

    private static Violation violation(QuietOrder order) {
        Long instance = order.instance();
        return instance == null
                ? new Violation(
                        HAVE_A_PROCESS,
                        Map.of("order", order.order(), "status", order.status()),
                        Map.of(),
                        "Order %s is %s, but a process instance of it was never seen"
                                .formatted(order.order(), order.status()))
                : new Violation(
                        HAVE_A_PROCESS,
                        Map.of("order", order.order(), "status", order.status(), "instance", instance.toString()),
                        Map.of(),
                        "Order %s is %s, but its process instance %d is gone"
                                .formatted(order.order(), order.status(), instance));
    }

    private Set<Long> forget(List<Long> candidates) {
        Set<Long> gone = engines.gone(candidates);
        instances.ended(gone);
        return gone;
    }

    /** Whether no start of its process is pending, and a process would have been seen by now if there were one. */
    private boolean isMissing(String order, LocalDateTime startsExpectedOf) {
        return db.sql("""
                                select count(*) from orders o where o.order_id = :order and o.placed_at < :expected
                                and not exists (select 1 from scheduled_tasks
                                  where task_name = 'start-process' and task_instance = :start)""")
                        .param("order", order)
                        .param("expected", startsExpectedOf)
                        .param("start", "order.placed:" + order)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /**
     * The process of an order that was placed before this time would have been seen by now: workers take the jobs of
     * earlier orders first, so either they have got to later orders, or no job is waiting.
     */
    private LocalDateTime startsExpectedOf() {
        record Latest(LocalDateTime placedAt, LocalDateTime seenAt) {}
        LocalDateTime quiet = quietOrders.since();
        return db.sql("""
                        select o.placed_at, p.seen_at
                        from process_instance p join orders o on o.order_id = p.order_id
                        order by p.order_id desc limit 1""")
                .query(Latest.class)
                .optional()
                .filter(latest -> latest.seenAt().isAfter(quiet))
                .map(latest -> latest.placedAt().minus(settings.quietAfter()))
                .orElse(quiet);
    }
}
