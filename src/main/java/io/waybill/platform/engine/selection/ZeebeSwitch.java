package io.waybill.platform.engine.selection;

import io.waybill.platform.engine.EngineName;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes Camunda's starter connect to a cluster only if new instances begin there. An explicit
 * {@code camunda.client.enabled} wins: instances may still run on a cluster that was used before.
 */
class ZeebeSwitch implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean zeebe = wanted(environment) == EngineName.ZEEBE;
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("engine", Map.of("camunda.client.enabled", zeebe)));
    }

    private static EngineName wanted(ConfigurableEnvironment environment) {
        String name = environment.getProperty("waybill.engine", "").strip();
        return name.isEmpty()
                ? EngineName.EMBEDDED
                : Arrays.stream(EngineName.values())
                        .filter(engine -> engine.setting().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> new UnknownEngine(name));
    }
}
