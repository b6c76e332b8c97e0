package io.waybill.platform.deployment;

import io.waybill.platform.model.contract.Contract;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Steps of all businesses, for the test of a module that runs without them. */
@TestConfiguration(proxyBeanMethods = false)
class WholeContract {

    @Bean
    @Primary
    Contract wholeContract() {
        return Contract.scan("io.waybill");
    }
}
