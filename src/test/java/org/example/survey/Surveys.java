package org.example.survey;

import io.waybill.core.CustomerId;
import io.waybill.core.Progressed;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.Utc;
import io.waybill.core.saga.Sends;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Surveys among customers whose order was completed. A survey has the key of its order. */
@Service
public class Surveys {

    static final String PROCESS = "order-survey";
    static final String WANTED = "survey.wanted";

    private final JdbcClient db;
    private final Engines engines;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Surveys(JdbcClient db, Engines engines, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.engines = engines;
        this.events = events;
        this.clock = clock;
    }

    @Sends(message = WANTED, starts = PROCESS, businessKey = "orderId", variables = @Sends.Variable(name = "orderId"))
    @Transactional
    public void begin(String order, CustomerId customer) {
        db.sql("insert into survey (order_id, customer_id, status, placed_at) values (?, ?, 'WANTED', ?)")
                .params(order, customer.value(), Utc.of(clock.instant()))
                .update();
        events.publishEvent(StepTaken.done(subject(order), "survey.begin", "Begun"));
        engines.start(List.of(start(order, Duration.ofHours(1))));
    }

    static Message start(String order, Duration keep) {
        return new Message(WANTED, order, order, keep, Map.of("orderId", order), order, PROCESS);
    }

    static Subject subject(String order) {
        return new Subject(PROCESS, order);
    }

    @Transactional
    public void send(String order) {
        if (move(order, List.of("WANTED"), "SENT")) {
            events.publishEvent(StepTaken.done(subject(order), Steps.SEND, "Sent to the customer"));
        }
    }

    @Transactional
    public void end(String order, String step, String status, String why) {
        if (move(order, List.of("WANTED", "SENT"), status)) {
            events.publishEvent(StepTaken.done(subject(order), step, why));
        }
    }

    private boolean move(String order, List<String> from, String to) {
        boolean ends = !to.equals("SENT");
        int moved = db.sql("""
                        update survey set status = :to, closed_at = if(:ends, :now, null)
                        where order_id = :order and status in (:from)""")
                .param("to", to)
                .param("ends", ends)
                .param("now", Utc.of(clock.instant()))
                .param("order", order)
                .param("from", from)
                .update();
        if (moved == 1) {
            CustomerId customer = new CustomerId(db.sql("select customer_id from survey where order_id = ?")
                    .param(order)
                    .query(String.class)
                    .single());
            events.publishEvent(new Progressed(
                    List.of(new Progressed.Progress(subject(order), customer, to, ends, clock.instant(), null))));
        }
        return moved == 1;
    }
}
