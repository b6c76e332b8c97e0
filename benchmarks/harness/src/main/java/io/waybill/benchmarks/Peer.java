package io.waybill.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Starts a peer: a program that does the same business on tables of its own in the same MariaDB. */
final class Peer {

    /** Also the names of their modules, programs and databases. */
    static final List<String> ALL = List.of("handwritten", "camunda7", "flowable", "restate");

    private Peer() {}

    static HttpContender start(Settings settings, Stack stack, String name) {
        return name.equals("restate")
                ? startRestate(settings, stack)
                : start(settings, stack, name, Map.of(), Map.of(), () -> {});
    }

    private static HttpContender startRestate(Settings settings, Stack stack) {
        Restate restate = Restate.start(settings, stack);
        return start(
                settings,
                stack,
                "restate",
                restate.environment(),
                Map.of("restate-server", restate.pid()),
                restate::close);
    }

    private static HttpContender start(
            Settings settings,
            Stack stack,
            String name,
            Map<String, String> further,
            Map<String, Long> beside,
            Runnable stopBeside) {
        Shop.open(settings, stack, name);
        int port = stack.port(2 + ALL.indexOf(name));
        Path jar = settings.project().resolve("benchmarks/peers/%1$s/target/%1$s.jar".formatted(name));
        Map<String, String> environment = new TreeMap<>(environment(stack, name, port));
        environment.putAll(further);
        Program program = Program.start(
                name,
                stack.directory(),
                environment,
                Stream.of(Stream.of(Program.java()), settings.own().java().stream(), Stream.of("-jar", jar.toString()))
                        .flatMap(part -> part)
                        .toList());
        Caller http = new Caller("http://127.0.0.1:" + port, "");
        program.awaitReady(() -> http.answers("/", 404));
        Map<String, Long> processes = new TreeMap<>(beside);
        processes.put("mariadb", stack.processes().get("mariadb"));
        processes.put("sqs", stack.processes().get("sqs"));
        processes.put(name, program.pid());
        return new HttpContender(name, http, stack.database(name), processes, () -> {
            program.close();
            stopBeside.run();
        });
    }

    private static Map<String, String> environment(Stack stack, String name, int port) {
        return Map.of(
                "SERVER_PORT",
                String.valueOf(port),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SPRING_DATASOURCE_URL",
                stack.url(name),
                "SPRING_DATASOURCE_USERNAME",
                Stack.USER,
                "SPRING_DATASOURCE_PASSWORD",
                Stack.USER,
                "SQS_ENDPOINT",
                stack.sqs());
    }
}
