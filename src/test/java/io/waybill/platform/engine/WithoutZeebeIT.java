package io.waybill.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.waybill.ModuleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Waybill starts without a cluster, and says what is missing when something needs the cluster. */
@ModuleTest
@TestPropertySource(properties = "camunda.client.enabled=false")
class WithoutZeebeIT {

    @Autowired
    Engines engines;

    @Autowired
    ListableBeanFactory beans;

    @Test
    void nothing_of_zeebe_is_there() {
        assertThat(beans.getBeansOfType(CamundaClient.class)).isEmpty();
        assertThat(beans.getBeansOfType(Object.class, false, false).values())
                .noneMatch(bean -> bean.getClass().getName().startsWith("io.waybill.platform.engine.zeebe"));
        assertThatThrownBy(() -> engines.of(1L << 51))
                .isInstanceOf(EngineUnavailable.class)
                .hasMessageContaining("The engine zeebe is needed");
    }
}
