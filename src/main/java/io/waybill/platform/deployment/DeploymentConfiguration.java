package io.waybill.platform.deployment;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.platform.engine.EngineSettings;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.outbox.OutboxTask;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.ClassUtils;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeploymentSettings.class)
class DeploymentConfiguration {

    /** What the steps and the messages of this Waybill declare. */
    @Bean
    @Lazy
    Contract contract(ListableBeanFactory beans) {
        List<String> ours = AutoConfigurationPackages.get(beans);
        return Contract.of(Arrays.stream(beans.getBeanDefinitionNames())
                .<Class<?>>mapMulti((name, types) ->
                        Optional.ofNullable(beans.getType(name, false)).ifPresent(types))
                .<Class<?>>map(ClassUtils::getUserClass)
                .filter(type -> ours.stream().anyMatch(type.getPackageName()::startsWith))
                .distinct());
    }

    /** Lazy, because only a new model needs it. */
    @Bean
    @Lazy
    ModelCheck modelCheck(Contract contract, EngineSettings engines) {
        return new ModelCheck(contract, engines.checked());
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
    CustomTask<Integer> migrateOrders(ObjectProvider<InstanceMoves> moves) {
        return OutboxTask.repeated(
                "migrate-orders", Integer.class, migration -> moves.getObject().carryOn(migration));
    }
}
