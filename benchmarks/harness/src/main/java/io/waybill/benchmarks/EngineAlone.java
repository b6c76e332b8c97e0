package io.waybill.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Waybill's embedded engine with the same model and with steps that do nothing, on a database of its own: the upper
 * limit for anything that runs this model on this engine. When it accepts an order, the order has already ended.
 */
final class EngineAlone implements Contender {

    private static final String NAME = "engine";
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};
    private static final int PORT = 2 + Peer.ALL.size();

    private final Program program;
    private final Caller http;
    private final JdbcTemplate database;
    private final Map<String, Long> processes = new TreeMap<>();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private volatile long countedFrom;

    private EngineAlone(Stack stack, Program program, Caller http) {
        this.program = program;
        this.http = http;
        database = stack.database(NAME);
        processes.put("mariadb", stack.processes().get("mariadb"));
        processes.put(NAME, program.pid());
    }

    /** Returns when it accepts orders. */
    static EngineAlone start(Settings settings, Stack stack) {
        stack.database("mysql").execute("create database " + NAME + " character set utf8mb4");
        int port = stack.port(PORT);
        Program program = Program.start(
                NAME,
                stack.directory(),
                Map.of(),
                Stream.of(
                                Stream.of(Program.java()),
                                settings.own().java().stream(),
                                Stream.of("-cp", classPath(settings.project())),
                                Stream.of(
                                        "io.waybill.platform.engine.embedded.RunEngine",
                                        "--server.port=" + port,
                                        "--spring.datasource.url=" + stack.url(NAME),
                                        "--spring.datasource.username=" + Stack.USER,
                                        "--spring.datasource.password=" + Stack.USER,
                                        "--model=" + settings.commonModel()))
                        .flatMap(part -> part)
                        .toList());
        Caller http = new Caller("http://127.0.0.1:" + port, "");
        program.awaitReady(() -> http.answers("/steps", 200));
        return new EngineAlone(stack, program, http);
    }

    private static String classPath(Path project) {
        Path classes = project.resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException("Waybill's classes are missing: run benchmarks/run");
        }
        return classes + ":" + Stack.classPath(project);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void submit(NewOrder order) {
        http.post("/orders", order.json());
        (order.isPoor() ? rejected : completed).incrementAndGet();
    }

    @Override
    public void beginCount() {
        countedFrom = EngineBooks.ended(steps());
    }

    @Override
    public long ended() {
        return EngineBooks.ended(steps()) - countedFrom;
    }

    private Map<String, Long> steps() {
        return JSON.readValue(http.get("/steps"), COUNTS);
    }

    /** @throws IllegalStateException if an order did not have its steps, or left something behind */
    void checkBooks() {
        EngineBooks.check(completed.get(), rejected.get(), steps());
        EngineBooks.checkNothingIsLeft(database);
        System.out.println("The books of the engine alone are correct");
    }

    @Override
    public Map<String, Long> processes() {
        return processes;
    }

    @Override
    public void close() {
        program.close();
    }
}
