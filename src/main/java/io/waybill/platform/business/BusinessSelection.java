package io.waybill.platform.business;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Reads the setting before Spring looks for components. */
class BusinessSelection implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<String> wanted = Binder.get(context.getEnvironment())
                .bind("waybill.businesses", Bindable.listOf(String.class))
                .orElse(List.of());
        context.getBeanFactory()
                .registerSingleton("leftOutBusinesses", Businesses.onClassPath().leftOut(wanted));
    }
}
