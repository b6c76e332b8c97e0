package io.waybill.platform.deployment;

import io.waybill.platform.deployment.EngineMoves.Answer;
import io.waybill.platform.deployment.Migration.Order;
import io.waybill.platform.deployment.Migration.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Moves running orders to another version of the model, a few at a time. Each order is settled on its own when the
 * engine has answered. What a crash leaves open is done again; moving an order twice has no effect.
 */
@Component
class OrderMoves {

    private static final int AT_ONCE = 50;
    private static final int MOST_TRIES = 20;

    private final MigrationRows rows;
    private final MovableOrders movable;
    private final ModelVersions versions;
    private final EngineMoves engine;
    private final MoveOutcomes outcomes;
    private final Clock clock;

    OrderMoves(
            MigrationRows rows,
            MovableOrders movable,
            ModelVersions versions,
            EngineMoves engine,
            MoveOutcomes outcomes,
            Clock clock) {
        this.rows = rows;
        this.movable = movable;
        this.versions = versions;
        this.engine = engine;
        this.outcomes = outcomes;
        this.clock = clock;
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
            outcomes.settle(migration, order, orGivenUp(answer, order));
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
}
