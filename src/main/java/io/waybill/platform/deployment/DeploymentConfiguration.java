package io.waybill.platform.deployment;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.platform.engine.EngineSettings;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.outbox.OutboxTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
class DeploymentConfiguration {

    /** Lazy, because it scans all classes of Waybill, and only a new model needs it. */
    @Bean
    @Lazy
    ModelCheck modelCheck(EngineSettings engines) {
        return new ModelCheck(Contract.scan("io.waybill"), engines.checked());
    }

    @Bean
    OneTimeTask<Integer> deployModels(ObjectProvider<ModelDeployment> deployment, ObjectProvider<EngineLosses> losses) {
        return OutboxTask.of("deploy-models", Integer.class, version -> {
            losses.getObject().note();
            deployment.getObject().deployNewest();
        });
    }

    @Bean
    OneTimeTask<EngineLoss> refillEngine(ObjectProvider<EngineRefill> refill) {
        return OutboxTask.eachByItself(
                "refill-engine", EngineLoss.class, loss -> refill.getObject().refill(loss));
    }

    @Bean
    CustomTask<Integer> migrateOrders(ObjectProvider<OrderMoves> moves) {
        return OutboxTask.repeated(
                "migrate-orders", Integer.class, migration -> moves.getObject().carryOn(migration));
    }
}
