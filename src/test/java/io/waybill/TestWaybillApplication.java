package io.waybill;

import io.waybill.embedded.EmbeddedServersInitializer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;

/** Waybill with the servers it needs: {@code mvn spring-boot:test-run}. */
public final class TestWaybillApplication {

    private static final Map<String, Object> WEBHOOKS_ON_THIS_MACHINE =
            Map.of("waybill.webhooks.allow-http", "true", "waybill.webhooks.allowed-networks", "127.0.0.1");

    private TestWaybillApplication() {}

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(WaybillApplication.class);
        application.setAdditionalProfiles("embedded", "sample");
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(defaults(List.of(args).contains("--debug")));
        application.addInitializers(new EmbeddedServersInitializer());
        try {
            application.run(args);
        } catch (RuntimeException reportedByBoot) {
            System.exit(1);
        }
    }

    private static Map<String, Object> defaults(boolean debug) {
        Map<String, Object> properties = new HashMap<>(WEBHOOKS_ON_THIS_MACHINE);
        properties.put("logging.file.name", "${waybill.embedded.data-dir:data}/waybill.log");
        if (!debug) {
            properties.put("logging.threshold.console", "WARN");
        }
        return properties;
    }
}
