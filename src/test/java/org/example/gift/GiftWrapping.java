package org.example.gift;

import io.waybill.core.OrderId;
import io.waybill.core.Participant;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Wraps orders. Every call is keyed by the order, so a redelivered job finds its own work. */
@Service
public class GiftWrapping implements Participant {

    private final JdbcClient db;
    private final ApplicationEventPublisher events;

    GiftWrapping(JdbcClient db, ApplicationEventPublisher events) {
        this.db = db;
        this.events = events;
    }

    /** Does nothing for an order that is wrapped, or must not be wrapped any more. */
    @Transactional
    public void wrap(OrderId order) {
        int wrapped = db.sql("insert ignore into gift (order_id, status) values (?, 'WRAPPED')")
                .param(order.value())
                .update();
        if (wrapped == 1) {
            events.publishEvent(StepTaken.done(order.subject(), Steps.WRAP, "Wrapped"));
        }
    }

    /** If nothing was wrapped, leaves a tombstone so that a late wrapping is refused (law 2). */
    @Transactional
    public void unwrap(OrderId order) {
        int unwrapped = db.sql("update gift set status = 'UNWRAPPED' where order_id = ? and status = 'WRAPPED'")
                .param(order.value())
                .update();
        if (unwrapped == 1) {
            events.publishEvent(StepTaken.undone(order.subject(), Steps.UNWRAP, "The paper is back"));
        } else {
            db.sql("insert ignore into gift (order_id, status) values (?, 'UNWRAPPED')")
                    .param(order.value())
                    .update();
        }
    }

    @Override
    public int place() {
        return 100;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(Subject subject) {
        OrderId.of(subject).ifPresent(this::unwrap);
    }
}
