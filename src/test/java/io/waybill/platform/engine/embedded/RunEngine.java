package io.waybill.platform.engine.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.waybill.core.OrderId;
import io.waybill.platform.engine.Engine;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ModelFile;
import io.waybill.platform.engine.WorkerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The embedded engine alone, as Waybill configures it, for the benchmarks: its steps do nothing, so no Waybill on this
 * engine can be faster. Takes {@code --server.port}, {@code --spring.datasource.*} and {@code --model}. A post to
 * {@code /orders} is answered when the order's process has reached its next wait; {@code /steps} shows what was done.
 */
public final class RunEngine {

    private static final int THREADS = 24;
    private static final int PRICE = 100;
    private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    private final Engine engine;
    private final IdleSteps steps;
    private final JsonMapper json;

    private RunEngine(Engine engine, IdleSteps steps, JsonMapper json) {
        this.engine = engine;
        this.steps = steps;
        this.json = json;
    }

    public static void main(String... arguments) throws IOException {
        // Otherwise each answer waits until its first packet is acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                // Like the connections that Waybill uses for transactions: nothing here happens outside of one.
                .properties("spring.datasource.hikari.auto-commit=false")
                .run(arguments);
        Environment settings = context.getEnvironment();
        RunEngine program = new RunEngine(
                context.getBean(Engine.class), context.getBean(IdleSteps.class), context.getBean(JsonMapper.class));
        program.deploy(Path.of(settings.getRequiredProperty("model")));
        program.listen(settings.getRequiredProperty("server.port", Integer.class));
    }

    private void deploy(Path model) throws IOException {
        engine.deploy(List.of(new ModelFile(String.valueOf(model.getFileName()), Files.readString(model))));
    }

    private void listen(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/orders", answering(this::place));
        server.createContext("/steps", answering(exchange -> json.writeValueAsString(steps.done())));
        server.start();
    }

    private interface Answer {
        String to(HttpExchange exchange);
    }

    private static HttpHandler answering(Answer answer) {
        return exchange -> {
            try (exchange) {
                int status = 200;
                String text;
                try {
                    text = answer.to(exchange);
                } catch (RuntimeException e) {
                    status = 500;
                    text = e.toString();
                }
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    private String place(HttpExchange exchange) {
        JsonNode order = json.readTree(exchange.getRequestBody());
        List<Long> items = order.path("lines")
                .valueStream()
                .map(line -> line.path("itemId").asLong())
                .toList();
        String id = OrderId.next().value();
        Map<String, Object> variables = Map.of(
                "orderId",
                id,
                "customerId",
                order.path("customerId").asString(),
                "total",
                PRICE * items.size(),
                "items",
                items);
        engine.deliver(new Message("order.placed", id, id, TIME_TO_LIVE, variables, id, OrderId.PROCESS));
        return json.writeValueAsString(Map.of("orderId", id));
    }

    /** Not annotated as a configuration, so that Waybill's own scan does not find it. */
    @EnableConfigurationProperties(WorkerSettings.class)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @ComponentScan(
            excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = StepMethods.class))
    static class Wiring {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        IdleSteps steps() {
            return new IdleSteps();
        }
    }
}
