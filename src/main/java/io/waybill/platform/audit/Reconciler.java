package io.waybill.platform.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.core.OrderClosed;
import io.waybill.core.OrderId;
import io.waybill.core.OrderProcess;
import io.waybill.core.OrderStalled;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.ProcessInstances;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Repairs by itself what can be repaired safely. Each repair is one transaction that finds its own work done if another
 * replica was first, and each is logged and counted in the metric {@code waybill.audit.repairs}.
 */
@Component
class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private final JdbcClient db;
    private final ProcessRules processes;
    private final QuietOrders quietOrders;
    private final ProcessInstances instances;
    private final Engines engines;
    private final OrderProcess starts;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Cache<String, Boolean> lately;
    private final QuietOrders.Cursor toldUpTo = new QuietOrders.Cursor();
    private final QuietOrders.Cursor startedUpTo = new QuietOrders.Cursor();

    Reconciler(
            JdbcClient db,
            ProcessRules processes,
            QuietOrders quietOrders,
            ProcessInstances instances,
            Engines engines,
            OrderProcess starts,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            AuditSettings settings) {
        this.db = db;
        this.processes = processes;
        this.quietOrders = quietOrders;
        this.instances = instances;
        this.engines = engines;
        this.starts = starts;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.meters = meters;
        this.lately = Caffeine.newBuilder()
                .expireAfterWrite(settings.quietAfter().multipliedBy(10))
                .maximumSize(100_000)
                .build();
    }

    void reconcile() {
        closeBooks();
        tellAgain();
        try {
            startWhatNeverStarted();
            endWhatRunsForClosedOrders();
        } catch (EngineUnavailable e) {
            log.debug("Not reconciled with the engine: {}", e.getMessage());
        }
    }

    /** Law 3, once more: every participant closes its books for orders that ended without shipping. */
    private void closeBooks() {
        WorkRules.HELD_FOR_CLOSED.breaches(db, Map.of()).stream()
                .filter(held -> !held.id("status").equals("COMPLETED"))
                .map(held -> OrderId.of(held.id("order")))
                .distinct()
                .filter(order -> attempt("close-books", order, () -> events.publishEvent(new OrderClosed(order))))
                .forEach(order -> repaired("close-books", order.value()));
    }

    /** Answers that an order's process may have missed: it takes no notice of those that it has heard. */
    private void tellAgain() {
        quietOrders.next(toldUpTo).stream()
                .map(quiet -> OrderId.of(quiet.order()))
                .distinct()
                .forEach(
                        order -> attemptIfDue("tell-again", order, () -> events.publishEvent(new OrderStalled(order))));
    }

    private void startWhatNeverStarted() {
        processes.strays(startedUpTo).stream()
                .filter(stray -> stray.instance() == null)
                .map(stray -> OrderId.of(stray.order()))
                .filter(order -> attemptIfDue("start-again", order, () -> starts.startAgain(order)))
                .forEach(order -> repaired("start-again", order.value()));
    }

    private void endWhatRunsForClosedOrders() {
        for (ProcessRules.Orphan orphan : processes.orphans()) {
            if (orphan.isOfClosedOrder()) {
                stop(orphan.instanceKey());
                instances.ended(List.of(orphan.instanceKey()));
                repaired("end-process", orphan.orderId());
            }
        }
    }

    private void stop(long instance) {
        try {
            engines.of(instance).stop(instance);
        } catch (Gone e) {
            log.debug("Process instance {} has ended by itself", instance, e);
        }
    }

    /** Not again soon after it succeeded: many orders wait for long, for a reason. What failed is due at once. */
    private boolean attemptIfDue(String what, OrderId order, Runnable repair) {
        String done = what + " " + order;
        if (lately.getIfPresent(done) != null || !attempt(what, order, repair)) {
            return false;
        }
        lately.put(done, true);
        return true;
    }

    /** Answers false if it failed: an order that cannot be repaired keeps no other from it. */
    private boolean attempt(String what, OrderId order, Runnable repair) {
        try {
            transaction.executeWithoutResult(status -> repair.run());
            return true;
        } catch (RuntimeException e) {
            log.error("Order {} cannot be repaired by {}", order, what, e);
            return false;
        }
    }

    private void repaired(String what, String order) {
        log.warn("Repaired by {}: order {}", what, order);
        meters.counter("waybill.audit.repairs", "repair", what).increment();
    }
}
