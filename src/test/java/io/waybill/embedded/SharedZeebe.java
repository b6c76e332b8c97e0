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
 * One Zeebe for all tests of a JVM that want one: its engine for tests, or with {@code -Dzeebe.address=host:port} a cluster
 * that somebody has.
 */
public final class SharedZeebe implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Of a cluster, by its gateway for gRPC. */
    private static final String ADDRESS = "zeebe.address";

    private static @Nullable ZeebeTestServer engine;

    /** Where its gateway is. */
    public static String address() {
        String cluster = System.getProperty(ADDRESS);
        return cluster == null ? engine().address() : "http://" + cluster;
    }

    /** Whether it is the engine for tests, and not a cluster. */
    public static boolean isTestEngine() {
        return System.getProperty(ADDRESS) == null;
    }

    /** Its engine for tests starts anew, at the same address: it has forgotten everything. */
    public static synchronized void restart() {
        stop();
        start();
    }

    /** Nothing answers at its address. */
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

    /** What Waybill has to be given to begin its process instances there. */
    public static Map<String, Object> properties() {
        return properties(address());
    }

    static Map<String, Object> properties(String address) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("waybill.engine", "zeebe");
        // The switch for it looks before these are there.
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
