package io.waybill.embedded;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A set of servers for one test that others must not see, because of its clock or of what it leaves behind. */
public final class OwnServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static @Nullable EmbeddedServers servers;

    public static synchronized EmbeddedServers get() {
        EmbeddedServers started = servers;
        if (started == null) {
            EmbeddedServers fresh = EmbeddedServers.startEmpty(
                    EmbeddedSettings.onFreePorts(BuildDirectory.path().resolve("embedded-own")));
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
