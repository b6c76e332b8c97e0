package io.waybill.platform.deployment;

import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import io.waybill.platform.repair.Restarts;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Refills an engine that has lost everything (law 12): it gets the model again, and the process of each open subject
 * that it had starts again, passing through what is done already.
 */
@Component
class EngineRefill {

    private static final Logger log = LoggerFactory.getLogger(EngineRefill.class);

    private static final int AT_ONCE = 500;
    private static final String WHY = "The engine lost the process; it starts again";

    private final JdbcClient db;
    private final ModelDeployment deployment;
    private final Processes processes;
    private final Restarts restarts;
    private final TransactionTemplate transaction;

    EngineRefill(
            JdbcClient db,
            ModelDeployment deployment,
            Processes processes,
            Restarts restarts,
            PlatformTransactionManager transactions) {
        this.db = db;
        this.deployment = deployment;
        this.processes = processes;
        this.restarts = restarts;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Restarts what the engine had. Two replicas may do this at once: a process is still restarted only once. */
    void refill(EngineLoss loss) {
        deployment.deployAnew();
        processes.all().forEach(process -> refill(process, loss));
    }

    private void refill(BusinessProcess process, EngineLoss loss) {
        int filled = 0;
        List<String> some = withoutProcess(process, "");
        while (!some.isEmpty()) {
            for (String key : some) {
                transaction.executeWithoutResult(status -> restarts.afterLoss(process.subject(key), loss.at(), WHY));
            }
            filled += some.size();
            some = withoutProcess(process, some.getLast());
        }
        log.warn("The engine {} is refilled: {} {} start again", loss.engine().setting(), filled, process.plural());
    }

    private List<String> withoutProcess(BusinessProcess process, String after) {
        return List.copyOf(db.sql(process.table().sql("""
                        select s.KEY from SUBJECTS s
                        where s.status in (:open) and s.KEY > :after
                          and not exists (select 1 from process_instance p
                            where p.process_id = :process and p.order_id = s.KEY and p.ended_at is null)
                        order by s.KEY limit :most"""))
                .param("open", process.table().open())
                .param("after", after)
                .param("process", process.id())
                .param("most", AT_ONCE)
                .query(String.class)
                .list());
    }
}
