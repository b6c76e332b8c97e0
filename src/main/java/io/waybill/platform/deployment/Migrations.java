package io.waybill.platform.deployment;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.waybill.core.OrderId;
import io.waybill.core.OrderStandings;
import io.waybill.core.OrderStandings.Standing;
import io.waybill.core.StepTaken;
import io.waybill.platform.deployment.EngineMoves.Answer;
import io.waybill.platform.deployment.Migration.Order;
import io.waybill.platform.deployment.Migration.Status;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.security.Caller;
import io.waybill.platform.web.Conflict;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves running orders to another version of the model, a few at a time. Each order is settled on its own when the
 * engine has answered. What a crash leaves open is done again; moving an order twice has no effect.
 */
@Service
class Migrations {

    private static final int AT_ONCE = 50;
    private static final int MOST_TRIES = 20;

    private final MigrationRows rows;
    private final MovableOrders movable;
    private final ModelVersions versions;
    private final EngineMoves engine;
    private final OrderStandings orders;
    private final Outbox outbox;
    private final CustomTask<Integer> migrateOrders;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Migrations(
            MigrationRows rows,
            MovableOrders movable,
            ModelVersions versions,
            EngineMoves engine,
            OrderStandings orders,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("migrateOrders") CustomTask<Integer> migrateOrders,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.movable = movable;
        this.versions = versions;
        this.engine = engine;
        this.orders = orders;
        this.outbox = outbox;
        this.migrateOrders = migrateOrders;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Begins to move all open orders that can be moved.
     *
     * @throws Conflict if none can be moved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Migration begin(ModelVersion to, Caller caller, String reason) {
        Migration begun = rows.add(to.version(), clock.instant(), caller.name(), reason);
        movable.ordersTo(to, orders -> rows.add(begun, orders));
        if (!rows.counts(begun.id()).containsKey(Status.WAITING)) {
            throw new Conflict("No open order can be moved to version %d; a dry run shows why".formatted(to.version()));
        }
        outbox.add(migrateOrders.instance(Integer.toString(begun.id()), begun.id()));
        return begun;
    }

    /** Moves the next orders, and returns when to go on; empty if all are settled. */
    Optional<Instant> carryOn(int id) {
        Migration migration = rows.get(id);
        ModelVersion to = versions.find(migration.version()).orElseThrow();
        Map<String, List<String>> known = new HashMap<>();
        List<Order> next = rows.orders(id, Status.WAITING, AT_ONCE);
        boolean stillBusy = false;
        for (Order order : next) {
            Answer answer = engine.move(order, sameElements(to, order, known));
            stillBusy |= answer.status() == Status.WAITING;
            transaction.executeWithoutResult(status -> settle(migration, order, orGivenUp(answer, order)));
        }
        return next.isEmpty()
                ? Optional.empty()
                : Optional.of(stillBusy ? clock.instant().plusSeconds(1) : clock.instant());
    }

    private List<String> sameElements(ModelVersion to, Order order, Map<String, List<String>> known) {
        return known.computeIfAbsent(
                order.fromVersion() + " " + order.process(),
                key -> movable.move(order.fromVersion(), to, order.process()).same());
    }

    private static Answer orGivenUp(Answer answer, Order order) {
        return answer.status() == Status.WAITING && order.tries() + 1 >= MOST_TRIES
                ? new Answer(Status.REFUSED, answer.why())
                : answer;
    }

    private void settle(Migration migration, Order order, Answer answer) {
        OrderId id = OrderId.of(order.order());
        Standing standing = orders.lock(id);
        rows.settle(migration.id(), order, answer.status(), answer.why());
        if (answer.status() == Status.MOVED && standing == Standing.OPEN) {
            events.publishEvent(StepTaken.done(
                    id,
                    "model.migrate",
                    "Moved to version %d of the model. %s: %s"
                            .formatted(migration.version(), migration.createdBy(), migration.reason())));
        }
    }
}
