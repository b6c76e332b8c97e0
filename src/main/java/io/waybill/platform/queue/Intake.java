package io.waybill.platform.queue;

import io.awspring.cloud.sqs.listener.backpressure.BackPressureHandlerFactories;
import io.awspring.cloud.sqs.listener.backpressure.BackPressureHandlerFactory;
import io.awspring.cloud.sqs.listener.backpressure.BatchAwareBackPressureHandler;
import io.waybill.platform.outage.ConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * Takes no messages off a queue while the database that its listener needs is down. SQS counts every receive, and after
 * the fifth the message would become a dead letter through no fault of its own.
 */
@Component
class Intake {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final ListableBeanFactory beans;
    private final Set<String> closed = ConcurrentHashMap.newKeySet();

    Intake(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Stops receiving from this queue: a message was not handled because a database is down. */
    void close(String queue) {
        closed.add(queue);
    }

    /** Decides whether the listener of these queues may poll. */
    BackPressureHandlerFactory of(Collection<String> queues) {
        return options -> new Gate(queues, (BatchAwareBackPressureHandler)
                BackPressureHandlerFactories.adaptiveThroughputBackPressureHandler()
                        .createBackPressureHandler(options));
    }

    private boolean isOpen(Collection<String> queues) {
        if (queues.stream().noneMatch(closed::contains)) {
            return true;
        }
        if (!beans.getBeansOfType(ConnectionPool.class).values().stream().allMatch(Intake::isThere)) {
            return false;
        }
        closed.removeAll(queues);
        return true;
    }

    private static boolean isThere(ConnectionPool database) {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException away) {
            return false;
        }
    }

    private class Gate implements BatchAwareBackPressureHandler {

        private final Collection<String> queues;
        private final BatchAwareBackPressureHandler further;

        Gate(Collection<String> queues, BatchAwareBackPressureHandler further) {
            this.queues = queues;
            this.further = further;
        }

        @Override
        public int requestBatch() throws InterruptedException {
            return isOpenAfterAWhile() ? further.requestBatch() : 0;
        }

        @Override
        public int request(int amount) throws InterruptedException {
            return isOpenAfterAWhile() ? further.request(amount) : 0;
        }

        private boolean isOpenAfterAWhile() throws InterruptedException {
            boolean open = isOpen(queues);
            if (!open) {
                Thread.sleep(BETWEEN_LOOKS);
            }
            return open;
        }

        @Override
        public void release(int amount, ReleaseReason reason) {
            further.release(amount, reason);
        }

        @Override
        public boolean drain(Duration timeout) {
            return further.drain(timeout);
        }
    }
}
