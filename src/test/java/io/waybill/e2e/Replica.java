package io.waybill.e2e;

import io.waybill.WaybillApplication;
import io.waybill.embedded.SharedServers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Another Waybill on the same servers. */
final class Replica implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Replica(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Replica start(String... further) {
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0", "--management.server.port=0", "--spring.cloud.aws.sqs.listener.poll-timeout=1s"));
        settings.addAll(List.of(further));
        return new Replica(new SpringApplicationBuilder(WaybillApplication.class)
                .initializers(new SharedServers())
                .profiles("sample")
                .run(settings.toArray(String[]::new)));
    }

    Caller caller() {
        return new Caller(port());
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
