package io.waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waybill's packaged jar, in a separate process, with the default settings of production except for its limits. */
final class Waybill implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_AUDIT = Duration.ofMinutes(30);
    private static final String DEPLOYED = "\"DEPLOYED\"";

    private final Stack stack;
    private final Program program;
    private final String base;
    private final double secondsToReady;
    private final Issuer issuer;
    private final Drivers drivers;

    private Waybill(Stack stack, Issuer issuer, Program program, String base, double secondsToReady) {
        this.stack = stack;
        this.issuer = issuer;
        this.program = program;
        this.base = base;
        this.secondsToReady = secondsToReady;
        drivers = new Drivers(stack, issuer, base);
    }

    /** Returns when it is ready. */
    static Waybill start(Variant variant, Stack stack) {
        int port = stack.port(0);
        Issuer issuer = Issuer.start();
        List<String> command = new ArrayList<>(List.of(Program.java()));
        command.addAll(variant.java());
        command.addAll(List.of("-jar", variant.jar().toString()));
        Map<String, String> properties = new TreeMap<>(stack.properties());
        properties.put("server.port", String.valueOf(port));
        properties.put("server.address", "127.0.0.1");
        properties.put("management.server.port", String.valueOf(stack.port(1)));
        properties.put("waybill.limits.requests-per-second", "100000");
        properties.put("waybill.limits.burst", "100000");
        properties.put("waybill.factory.time-per-piece", "1ms");
        properties.putAll(issuer.properties());
        properties.putAll(variant.properties());
        properties.forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
        String base = "http://127.0.0.1:" + port;
        Program program = Program.start("waybill", stack.directory(), Map.of(), command);
        double seconds = program.awaitReady(() -> new Caller(base, "").answers("/readyz", 200));
        return new Waybill(stack, issuer, program, base, seconds);
    }

    /** Adds the shop and its factory to the tables that Waybill has created. */
    void openShop() {
        Shop.fill(stack.database("waybill"));
        stack.database("factory")
                .update("insert ignore into factory (factory_id, name, country) values (1, 'F', 'kr')");
    }

    /** Deploys a model for new orders, as an analyst does, once Waybill has deployed the one in its jar. */
    void deploy(Path model) {
        Caller analyst = as("analyst");
        Waiting.until("the model in the jar", () -> analyst.get("/models").contains(DEPLOYED));
        try {
            Map<String, Object> version = Map.of(
                    "files",
                    List.of(Map.of("name", model.getFileName().toString(), "content", Files.readString(model))),
                    "reason",
                    "What all contenders do");
            analyst.post("/models", JSON.writeValueAsString(version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rolls back to the model in the jar. */
    void backToFirstModel() {
        as("analyst").post("/models/1/rollback", "{\"reason\": \"The whole business\"}");
    }

    /**
     * Makes Waybill check all its laws, as it does every five minutes.
     *
     * @return how many seconds that took
     * @throws IllegalStateException if one is broken
     */
    double audit() {
        Caller operator = new Caller("http://127.0.0.1:" + stack.port(1), issuer.token("operator"));
        JsonNode audit = JSON.readTree(operator.get("/actuator/audit", LONGEST_AUDIT));
        if (!audit.path("violations").isEmpty()) {
            throw new IllegalStateException(
                    "Waybill's audit finds: " + audit.path("violations").get(0));
        }
        return audit.path("tookMillis").asLong() / 1e3;
    }

    private Caller as(String role) {
        return new Caller(base, issuer.token(role));
    }

    /** This Waybill as a contender. Drivers accept every offer. */
    HttpContender contender(String name) {
        Map<String, Long> processes = new TreeMap<>(stack.processes());
        processes.put("waybill", program.pid());
        return new HttpContender(name, as("service"), database(), processes, () -> {});
    }

    JdbcTemplate database() {
        return stack.database("waybill");
    }

    long pid() {
        return program.pid();
    }

    double secondsToReady() {
        return secondsToReady;
    }

    @Override
    public void close() {
        drivers.close();
        program.close();
        issuer.close();
    }
}
