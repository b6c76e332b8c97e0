package io.waybill.platform.deployment;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.OrderId;
import io.waybill.core.OrderProcess;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Losses;
import io.waybill.platform.outage.DatabaseOutage;
import io.waybill.platform.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an engine again that has lost everything (law 12): it gets the model, and the process of each open order that was
 * there begins again, passing through what is done already. That it is to be filled is noted before anything is done about
 * it, by one replica alone; from then on it is the outbox's.
 */
@Component
class EngineRefill {

    private static final Logger log = LoggerFactory.getLogger(EngineRefill.class);

    private static final int AT_ONCE = 500;
    private static final String WHY = "The engine had lost the order's process, which begins again";

    private final JdbcClient db;
    private final Engines engines;
    private final Losses losses;
    private final ModelVersions versions;
    private final GivenDefinitions given;
    private final ModelDeployment deployment;
    private final OrderProcess orders;
    private final Outbox outbox;
    private final OneTimeTask<EngineLoss> refill;
    private final Clock clock;
    private final TransactionTemplate transaction;

    EngineRefill(
            JdbcClient db,
            Engines engines,
            Losses losses,
            ModelVersions versions,
            GivenDefinitions given,
            ModelDeployment deployment,
            OrderProcess orders,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("refillEngine") OneTimeTask<EngineLoss> refill,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.db = db;
        this.engines = engines;
        this.losses = losses;
        this.versions = versions;
        this.given = given;
        this.deployment = deployment;
        this.orders = orders;
        this.outbox = outbox;
        this.refill = refill;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void look() {
        try {
            noteLosses();
        } catch (RuntimeException e) {
            // Others tell of an outage.
            if (!(e instanceof EngineUnavailable) && !DatabaseOutage.causes(e)) {
                throw e;
            }
            log.debug("Whether the engine has lost anything is not known", e);
        }
    }

    /**
     * Has each engine filled again that has lost everything. To be called before an engine is given a model: with that it
     * looks like one that has lost nothing.
     *
     * @throws EngineUnavailable if the current engine does not tell; another one is asked later
     */
    void noteLosses() {
        EngineName current = engines.current().name();
        for (EngineName engine : engines.names()) {
            try {
                noteLossOf(engine);
            } catch (EngineUnavailable e) {
                if (engine == current) {
                    throw e;
                }
                log.debug("Whether the engine {} has lost anything is not known: {}", engine.setting(), e.getMessage());
            }
        }
    }

    private void noteLossOf(EngineName engine) {
        List<Long> definitions = given.latestOf(engine);
        if (!definitions.isEmpty() && losses.isEmptied(engine, definitions)) {
            transaction.executeWithoutResult(status -> note(engine, definitions));
        }
    }

    private void note(EngineName engine, List<Long> lost) {
        versions.takeTurn();
        if (!given.latestOf(engine).equals(lost)) {
            return;
        }
        given.lostBy(engine);
        losses.emptied(engine);
        outbox.add(refill.instance(engine.name(), new EngineLoss(engine, clock.instant())));
        log.warn(
                "The engine {} has lost everything: it knows neither the model nor any process instance. It is filled"
                        + " again from the database",
                engine.setting());
    }

    /** Begins again what the engine had. It may be done twice, by two replicas at once: an order is restarted once. */
    void refill(EngineLoss loss) {
        deployment.deployAnew();
        int filled = 0;
        List<String> some = withoutProcess("");
        while (!some.isEmpty()) {
            for (String order : some) {
                transaction.executeWithoutResult(status -> orders.restart(OrderId.of(order), loss.at(), WHY));
            }
            filled += some.size();
            some = withoutProcess(some.getLast());
        }
        log.warn(
                "The engine {} is filled again: {} orders begin anew",
                loss.engine().setting(),
                filled);
    }

    private List<String> withoutProcess(String after) {
        return List.copyOf(
                db.sql("""
                        select o.order_id from orders o
                        where o.status in ('PLACED', 'IN_PRODUCTION', 'IN_DELIVERY', 'SHIPPED') and o.order_id > ?
                          and not exists (select 1 from process_instance p
                            where p.order_id = o.order_id and p.ended_at is null)
                        order by o.order_id limit ?""").params(after, AT_ONCE).query(String.class).list());
    }
}
