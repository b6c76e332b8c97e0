package io.waybill.platform.audit;

import io.waybill.core.OrderId;
import io.waybill.core.OrderProcess;
import io.waybill.core.OrderStalled;
import io.waybill.core.Participants;
import io.waybill.platform.engine.EngineUnavailable;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Repairs without an operator what can be repaired safely. Each repair is one transaction that does nothing if another
 * replica was first.
 */
@Component
class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private final JdbcClient db;
    private final ProcessRules processes;
    private final QuietOrders quietOrders;
    private final OrderProcess starts;
    private final Participants participants;
    private final ApplicationEventPublisher events;
    private final RepairAttempts repairs;
    private final QuietOrders.Cursor toldUpTo = new QuietOrders.Cursor();
    private final QuietOrders.Cursor startedUpTo = new QuietOrders.Cursor();

    Reconciler(
            JdbcClient db,
            ProcessRules processes,
            QuietOrders quietOrders,
            OrderProcess starts,
            Participants participants,
            ApplicationEventPublisher events,
            RepairAttempts repairs) {
        this.db = db;
        this.processes = processes;
        this.quietOrders = quietOrders;
        this.starts = starts;
        this.participants = participants;
        this.events = events;
        this.repairs = repairs;
    }

    void reconcile() {
        closeBooks();
        tellAgain();
        try {
            startWhatNeverStarted();
            endWhatRunsForClosedOrders();
        } catch (EngineUnavailable e) {
            log.debug("The repairs that need the engine are skipped: {}", e.getMessage());
        }
    }

    /** Repairs law 3: every participant closes its books again for orders that ended without shipping. */
    private void closeBooks() {
        WorkRules.HELD_FOR_CLOSED.breaches(db, Map.of()).stream()
                .filter(held -> !held.id("status").equals("COMPLETED"))
                .map(held -> OrderId.of(held.id("order")))
                .distinct()
                .filter(order -> repairs.attempt("close-books", order, () -> participants.close(order)))
                .forEach(order -> repairs.repaired("close-books", order.value()));
    }

    /** Sends answers again that an order's process may have missed. It ignores those that it already has. */
    private void tellAgain() {
        quietOrders.next(toldUpTo).stream()
                .map(quiet -> OrderId.of(quiet.order()))
                .distinct()
                .forEach(order ->
                        repairs.attemptIfDue("tell-again", order, () -> events.publishEvent(new OrderStalled(order))));
    }

    private void startWhatNeverStarted() {
        processes.strays(startedUpTo).stream()
                .filter(stray -> stray.instance() == null)
                .map(stray -> OrderId.of(stray.order()))
                .filter(order -> repairs.attemptIfDue("start-again", order, () -> starts.startAgain(order)))
                .forEach(order -> repairs.repaired("start-again", order.value()));
    }

    private void endWhatRunsForClosedOrders() {
        for (ProcessRules.Orphan orphan : processes.orphans()) {
            if (orphan.isOfClosedOrder()) {
                processes.end(orphan);
                repairs.repaired("end-process", orphan.orderId());
            }
        }
    }
}
