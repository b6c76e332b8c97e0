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
 * Refills an engine that has lost everything (law 12): it gets the model again, and the process of each open order that
 * it had starts again, passing through what is done already. A single replica records the loss before anything is done
 * about it; the outbox does the rest.
 */
@Component
class EngineRefill {

    private static final Logger log = LoggerFactory.getLogger(EngineRefill.class);

    private static final int AT_ONCE = 500;
    private static final String WHY = "The engine lost the order's process; it starts again";

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
            // Outages are reported elsewhere.
            if (!(e instanceof EngineUnavailable) && !DatabaseOutage.causes(e)) {
                throw e;
            }
            log.debug("Cannot find out whether the engine has lost anything", e);
        }
    }

    /**
     * Schedules a refill of each engine that has lost everything. To be called before a model is deployed: an engine
     * with a model looks as if it had lost nothing.
     *
     * @throws EngineUnavailable if the current engine does not answer; another engine that does not is asked again
     *     later
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
                log.debug(
                        "Cannot find out whether the engine {} has lost anything: {}",
                        engine.setting(),
                        e.getMessage());
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
                "The engine {} has lost everything: it has neither the model nor any process instance. It is refilled"
                        + " from the database",
                engine.setting());
    }

    /** Restarts what the engine had. Two replicas may do this at once: an order is still restarted only once. */
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
                "The engine {} is refilled: {} orders start again",
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
