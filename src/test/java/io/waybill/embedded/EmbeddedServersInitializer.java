package io.waybill.embedded;

import io.waybill.embedded.EmbeddedServers.Start;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** Starts the servers before Waybill, reports that on the console, and stops them after it. */
public final class EmbeddedServersInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String WAYBILL = "Waybill";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Progress progress = new Progress(System.out);
        stopWithParent(environment);
        EmbeddedSettings settings = EmbeddedSettings.from(environment);
        progress.line(
                settings.join()
                        ? "Starting another Waybill on the running servers"
                        : "Starting Waybill with its servers; the data is in " + settings.data());
        EmbeddedServers servers = new EmbeddedServers(settings, progress);
        SpringApplication.getShutdownHandlers().add(servers::close);
        try {
            List<Port> own = List.of(
                    port(environment, "server.port", 8080, WAYBILL),
                    port(environment, "management.server.port", 8081, "Waybill's management port"));
            if (settings.join()) {
                Port.requireFree(own);
            } else {
                servers.startAllButSqs(Start.ON_THE_DATA_THAT_IS_THERE, own);
            }
        } catch (RuntimeException e) {
            giveUp(e);
        }
        add(environment.getPropertySources(), servers);
        progress.begin(WAYBILL, "starting");
        context.addApplicationListener((ApplicationListener<ApplicationReadyEvent>) ready -> {
            progress.done(WAYBILL);
            try {
                servers.awaitSqs();
            } catch (RuntimeException e) {
                giveUp(e);
            }
            progress.close();
            System.out.println(
                    ReadyNotice.of(servers, ready.getApplicationContext().getEnvironment()));
        });
    }

    private static Port port(ConfigurableEnvironment environment, String setting, int usual, String wantedBy) {
        return new Port(environment.getProperty(setting, Integer.class, usual), wantedBy, setting);
    }

    /** Maven ends Waybill when Maven itself ends, but not if it is killed. */
    private static void stopWithParent(ConfigurableEnvironment environment) {
        if (environment.getProperty("waybill.embedded.stop-with-parent", Boolean.class, false)) {
            Optional<ProcessHandle> parent = ProcessHandle.current().parent();
            Thread.ofPlatform().daemon().name("stop-with-parent").start(() -> {
                // Not onExit(): for it, a killed parent that nobody has waited for yet is still alive.
                while (ProcessHandle.current().parent().equals(parent)) {
                    LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
                }
                System.exit(1);
            });
        }
    }

    private static void giveUp(RuntimeException failure) {
        if (failure instanceof StartRefused) {
            System.err.println(failure.getMessage());
        } else if (!(failure instanceof CancellationException)) {
            failure.printStackTrace();
        }
        System.exit(1);
    }

    /** These take precedence over the files, but not over the command line and the environment. */
    static void add(MutablePropertySources sources, EmbeddedServers servers) {
        sources.addAfter(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new MapPropertySource("embeddedServers", servers.properties()));
    }
}
