package io.waybill.factory;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.platform.outbox.OutboxTask;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueSender;
import java.time.Clock;
import java.util.Optional;

/** Makes the goods. */
class FactoryFloor {

    private final FactoryBooks books;
    private final QueueSender queue;
    private final Clock clock;
    private final OneTimeTask<ProductionOrder> task = OutboxTask.of("produce", ProductionOrder.class, this::produce);

    FactoryFloor(FactoryBooks books, QueueSender queue, Clock clock) {
        this.books = books;
        this.queue = queue;
        this.clock = clock;
    }

    /** Due when the production time has passed. Stays in the outbox until the answer is sent. */
    OneTimeTask<ProductionOrder> task() {
        return task;
    }

    private void produce(ProductionOrder order) {
        Optional<Factory> factory = books.find(order.factoryId());
        if (factory.isEmpty()) {
            answer(ProductionResult.failed(
                    order, clock.instant(), "there is no factory %d".formatted(order.factoryId())));
            return;
        }
        books.log(order, factory.get());
        answer(ProductionResult.finished(order, clock.instant()));
    }

    private void answer(ProductionResult result) {
        queue.send(Queue.PRODUCTION_RESULTS, result);
    }
}
