package io.waybill.platform.repair;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.OrderId;
import io.waybill.core.OrderRestarted;
import io.waybill.core.OrderStandings;
import io.waybill.core.OrderStandings.Standing;
import io.waybill.core.OrdersProgressed;
import io.waybill.core.StepTaken;
import io.waybill.core.Utc;
import io.waybill.platform.engine.EngineEmptied;
import io.waybill.platform.engine.JobStuck;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.security.Caller;
import io.waybill.platform.web.Conflict;
import io.waybill.platform.web.NotFound;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes what is stuck, and has it tried again when an operator says so. An order's row is always taken before those of its
 * incidents: so they do not deadlock, and no incident is noted for an order that has ended.
 */
@Service
class Repairs {

    private final JdbcClient db;
    private final Incidents incidents;
    private final OrderStandings orders;
    private final Outbox outbox;
    private final OneTimeTask<Retry> retry;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Repairs(
            JdbcClient db,
            Incidents incidents,
            OrderStandings orders,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("retryStep") OneTimeTask<Retry> retry,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.incidents = incidents;
        this.orders = orders;
        this.outbox = outbox;
        this.retry = retry;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Notes an incident.
     *
     * @throws IllegalStateException if the order has ended: what its process still does is of no interest to operators,
     *     and is tried on
     */
    @EventListener
    @Transactional
    public void on(JobStuck stuck) {
        Standing order = lock(stuck.order());
        if (order == Standing.ENDED) {
            throw new IllegalStateException("Order %s has ended".formatted(stuck.order()));
        }
        Optional<Incident> known = incidents.lockByJob(stuck.job());
        if (order == Standing.OPEN && known.map(Incident::isResolved).orElse(true)) {
            note(stuck);
        }
        known.ifPresentOrElse(
                incident -> incident.again(stuck, clock.instant()),
                () -> incidents.save(new Incident(stuck, clock.instant())));
    }

    /** Not with the failure's message: customers read timelines, too. */
    private void note(JobStuck stuck) {
        if (stuck.order() != null) {
            events.publishEvent(StepTaken.stuck(
                    stuck.order(),
                    stuck.type(),
                    stuck.triedOn()
                            ? "It failed several times and is tried again until it succeeds"
                            : "It failed several times and waits for an operator"));
        }
    }

    /** At the end of each order, mostly for no incident; so not by way of entities. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OrdersProgressed progressed) {
        List<String> ended = progressed.ended().stream().map(OrderId::value).toList();
        if (!ended.isEmpty()) {
            db.sql("""
                            update incident set state = 'RESOLVED', resolved_at = :at, version = version + 1
                            where order_id in (:orders) and state <> 'RESOLVED'""")
                    .param("orders", ended)
                    .param("at", Utc.of(clock.instant()))
                    .update();
        }
    }

    /** The process whose step was stuck is lost. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OrderRestarted restarted) {
        db.sql("""
                        update incident set state = 'RESOLVED', resolved_at = ?, version = version + 1
                        where order_id = ? and state <> 'RESOLVED'""").params(Utc.of(clock.instant()), restarted.order().value()).update();
    }

    /** The keys of its jobs it gives to others now. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(EngineEmptied emptied) {
        db.sql("update incident set job = -incident_id, version = version + 1 where job between ? and ?")
                .params(emptied.engine().firstKey(), emptied.engine().lastKey())
                .update();
    }

    /**
     * Has the step tried again.
     *
     * @throws NotFound if there is no such incident
     * @throws Conflict if it does not wait for that
     */
    @Transactional
    public Incident retry(long id, Caller caller, String why) {
        String order = incidents.orderOf(id).orElseThrow(() -> new NotFound("incident", id));
        lock(OrderId.parse(order).orElse(null));
        Incident incident = incidents.lock(id).orElseThrow(() -> new NotFound("incident", id));
        retry(incident, caller, why);
        return incident;
    }

    /**
     * Has all steps of an order tried again that wait for it.
     *
     * @throws NotFound if there is no such order
     * @throws Conflict if no step waits
     */
    @Transactional
    public List<Incident> retryAll(OrderId order, Caller caller, String why) {
        if (orders.lock(order) == Standing.UNKNOWN) {
            throw new NotFound("order", order);
        }
        List<Incident> open = incidents.lockOpen(order);
        if (open.isEmpty()) {
            throw new Conflict("No step of the order waits for being retried");
        }
        open.forEach(incident -> retry(incident, caller, why));
        return open;
    }

    private void retry(Incident incident, Caller caller, String why) {
        incident.resolve(caller.name(), why, clock.instant());
        if (incident.order() != null && orders.of(incident.order()) != Standing.UNKNOWN) {
            events.publishEvent(
                    StepTaken.done(incident.order(), "incident.retry", "%s: %s".formatted(caller.name(), why)));
        }
        outbox.add(retry.instance(Long.toString(incident.id()), Retry.of(incident)));
    }

    /** Notes that the engine does not retry it. */
    @Transactional
    public void refused(long id, String message) {
        incidents.lock(id).ifPresent(incident -> incident.reopen(message, clock.instant()));
    }

    private Standing lock(@Nullable OrderId order) {
        return order == null ? Standing.UNKNOWN : orders.lock(order);
    }
}
