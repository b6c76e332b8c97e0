package io.waybill.platform.deployment;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.waybill.core.refusal.Conflict;
import io.waybill.platform.deployment.Migration.Status;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.security.Caller;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Migrations: plans which running instances move to another version of the model. {@link InstanceMoves} moves them. */
@Service
class Migrations {

    private final MigrationRows rows;
    private final MovableInstances movable;
    private final Outbox outbox;
    private final CustomTask<Integer> migrateOrders;
    private final Clock clock;

    Migrations(
            MigrationRows rows,
            MovableInstances movable,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("migrateOrders") CustomTask<Integer> migrateOrders,
            Clock clock) {
        this.rows = rows;
        this.movable = movable;
        this.outbox = outbox;
        this.migrateOrders = migrateOrders;
        this.clock = clock;
    }

    /**
     * Begins to move all running instances that can be moved.
     *
     * @throws Conflict if none can be moved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Migration begin(ModelVersion to, Caller caller, String reason) {
        Migration begun = rows.add(to.version(), clock.instant(), caller.name(), reason);
        movable.movesTo(to, moves -> rows.add(begun, moves));
        if (!rows.counts(begun.id()).containsKey(Status.WAITING)) {
            throw new Conflict(
                    "Nothing that runs can be moved to version %d; a dry run shows why".formatted(to.version()));
        }
        outbox.add(migrateOrders.instance(Integer.toString(begun.id()), begun.id()));
        return begun;
    }
}
