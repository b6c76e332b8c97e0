package io.waybill.factory;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueReader;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes production requests. */
@Component
class FactoryOrders {

    private final QueueReader reader;
    private final FactoryFloor floor;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Duration timePerPiece;
    private final Clock clock;

    FactoryOrders(
            QueueReader reader,
            FactoryFloor floor,
            @Qualifier("factoryOutbox") Outbox outbox,
            @Qualifier("factoryTransaction") TransactionTemplate transaction,
            FactorySettings settings,
            Clock clock) {
        this.reader = reader;
        this.floor = floor;
        this.outbox = outbox;
        this.transaction = transaction;
        this.timePerPiece = settings.timePerPiece();
        this.clock = clock;
    }

    @SqsListener(Queue.PRODUCTION_REQUESTS)
    void take(String body) {
        ProductionOrder order = reader.read(body, ProductionOrder.TYPE, ProductionOrder.VERSION, ProductionOrder.class);
        transaction.executeWithoutResult(status -> outbox.add(
                floor.task().instance(order.id(), order),
                clock.instant().plus(timePerPiece.multipliedBy(order.quantity()))));
    }
}
