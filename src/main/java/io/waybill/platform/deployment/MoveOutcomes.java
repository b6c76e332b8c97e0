package io.waybill.platform.deployment;

import io.waybill.core.OrderId;
import io.waybill.core.OrderStandings;
import io.waybill.core.OrderStandings.Standing;
import io.waybill.core.StepTaken;
import io.waybill.platform.deployment.EngineMoves.Answer;
import io.waybill.platform.deployment.Migration.Order;
import io.waybill.platform.deployment.Migration.Status;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Records what became of each order in a migration, in its timeline as well if it was moved. */
@Component
class MoveOutcomes {

    private final MigrationRows rows;
    private final OrderStandings orders;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    MoveOutcomes(
            MigrationRows rows,
            OrderStandings orders,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.orders = orders;
        this.events = events;
        this.transaction = transaction;
    }

    void settle(Migration migration, Order order, Answer answer) {
        transaction.executeWithoutResult(status -> write(migration, order, answer));
    }

    private void write(Migration migration, Order order, Answer answer) {
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
