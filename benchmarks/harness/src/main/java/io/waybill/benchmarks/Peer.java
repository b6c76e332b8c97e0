package io.waybill.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts a peer: a program that does the same business on tables of its own in the same MariaDB. */
final class Peer {

    private Peer() {}

    static HttpContender start(Settings settings, Stack stack, String name, int number) {
        Shop.open(settings, stack, name);
        int port = stack.port(2 + number);
        Path jar = settings.project().resolve("benchmarks/peers/%s/target/%s.jar".formatted(name, name));
        Program program = Program.start(
                name,
                stack.directory(),
                environment(stack, name, port),
                List.of(Program.java(), "-Xms1g", "-Xmx1g", "-jar", jar.toString()));
        Caller http = new Caller("http://127.0.0.1:" + port, "");
        program.awaitReady(() -> http.answers("/", 404));
        Map<String, Long> processes = new TreeMap<>();
        processes.put("mariadb", stack.processes().get("mariadb"));
        processes.put("sqs", stack.processes().get("sqs"));
        processes.put(name, program.pid());
        return new HttpContender(name, http, stack.database(name), processes, program::close);
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
