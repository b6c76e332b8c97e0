package io.waybill.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * One Zeebe for all tests of a JVM that need it: Zeebe's test engine, or with {@code -Dzeebe.address=host:port} an
 * existing cluster.
 */
public final class SharedZeebe implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The gRPC gateway of a cluster. */
    private static final String ADDRESS = "zeebe.address";

    private static @Nullable ZeebeTestServer engine;

    /** The address of its gateway. */
    public static String address() {
        String cluster = System.getProperty(ADDRESS);
        return cluster == null ? engine().address() : "http://" + cluster;
    }

    /** Whether it is the test engine, and not a cluster. */
    public static boolean isTestEngine() {
        return System.getProperty(ADDRESS) == null;
    }

    /** Restarts the test engine at the same address; it has lost everything. */
    public static synchronized void restart() {
        stop();
        start();
    }

    /** Afterwards nothing answers at its address. */
    public static synchronized void stop() {
        engine().stop();
    }

    public static synchronized void start() {
        engine().start();
    }

    private static synchronized ZeebeTestServer engine() {
        ZeebeTestServer started = engine;
        if (started == null) {
            EmbeddedSettings settings =
                    EmbeddedSettings.onFreePorts(BuildDirectory.path().resolve("zeebe-it"));
            started = new ZeebeTestServer(settings.zeebe(), Progress.silent());
            started.start();
            SpringApplication.getShutdownHandlers().add(started::stop);
            engine = started;
        }
        return started;
    }

    /** The properties with which Waybill starts its process instances there. */
    public static Map<String, Object> properties() {
        return properties(address());
    }

    static Map<String, Object> properties(String address) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("waybill.engine", "zeebe");
        // ZeebeSwitch, which would set this, runs before these properties are there.
        properties.put("camunda.client.enabled", true);
        properties.put("camunda.client.mode", "self-managed");
        properties.put("camunda.client.grpc-address", address);
        properties.put("camunda.client.rest-address", address);
        properties.put("camunda.client.prefer-rest-over-grpc", false);
        return properties;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("sharedZeebe", properties()));
    }
}
