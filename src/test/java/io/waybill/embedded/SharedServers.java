package io.waybill.embedded;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** One set of servers for all tests of a JVM: on free ports, empty at first, stopped when the JVM ends. */
public final class SharedServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static @Nullable EmbeddedServers servers;

    public static synchronized EmbeddedServers get() {
        EmbeddedServers started = servers;
        if (started == null) {
            EmbeddedServers fresh = EmbeddedServers.startEmpty(
                    EmbeddedSettings.onFreePorts(BuildDirectory.path().resolve("embedded-it")));
            SpringApplication.getShutdownHandlers().add(fresh::close);
            servers = fresh;
            return fresh;
        }
        return started;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        EmbeddedServersInitializer.add(context.getEnvironment().getPropertySources(), get());
    }
}
