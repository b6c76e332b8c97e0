package io.waybill.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Starts a peer: a program that does the same business on its own tables, in the same MariaDB or in PostgreSQL. */
final class Peer {

    /** These are also the names of their modules, programs and databases. */
    static final List<String> ALL = List.of("handwritten", "camunda7", "flowable", "dbos");

    private Peer() {}

    /**
     * Where a peer stores its data.
     *
     * @param server the server's name and process id
     * @param stop ends what was started only for this peer
     */
    private record Home(String url, JdbcTemplate database, Map<String, Long> server, Runnable stop) {

        static Home onMariaDb(Settings settings, Stack stack, String name) {
            Shop.open(settings, stack, name);
            return new Home(
                    stack.url(name),
                    stack.database(name),
                    Map.of("mariadb", stack.processes().get("mariadb")),
                    () -> {});
        }

        static Home onPostgres(Settings settings, Stack stack) {
            Postgres postgres = Postgres.start(stack);
            Shop.open(settings, postgres);
            return new Home(postgres.url(), postgres.database(), Map.of("postgresql", postgres.pid()), postgres::close);
        }
    }

    static HttpContender start(Settings settings, Stack stack, String name) {
        Home home = name.equals("dbos") ? Home.onPostgres(settings, stack) : Home.onMariaDb(settings, stack, name);
        int port = stack.port(2 + ALL.indexOf(name));
        Path jar = settings.project().resolve("benchmarks/peers/%1$s/target/%1$s.jar".formatted(name));
        Program program = Program.start(
                name,
                stack.directory(),
                environment(stack, home.url(), port),
                Stream.of(Stream.of(Program.java()), settings.own().java().stream(), Stream.of("-jar", jar.toString()))
                        .flatMap(part -> part)
                        .toList());
        Caller http = new Caller("http://127.0.0.1:" + port, "");
        program.awaitReady(() -> http.answers("/", 404));
        Map<String, Long> processes = new TreeMap<>(home.server());
        processes.put("sqs", stack.processes().get("sqs"));
        processes.put(name, program.pid());
        return new HttpContender(name, http, home.database(), processes, () -> {
            program.close();
            home.stop().run();
        });
    }

    private static Map<String, String> environment(Stack stack, String url, int port) {
        return Map.of(
                "SERVER_PORT",
                String.valueOf(port),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SPRING_DATASOURCE_URL",
                url,
                "SPRING_DATASOURCE_USERNAME",
                Stack.USER,
                "SPRING_DATASOURCE_PASSWORD",
                Stack.USER,
                "SQS_ENDPOINT",
                stack.sqs());
    }
}
