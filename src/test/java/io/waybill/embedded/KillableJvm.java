package io.waybill.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Servers whose JVM a test can kill. */
final class KillableJvm {

    private static final String UP = "up";

    private final Process process;
    private final List<ProcessHandle> servers;

    private KillableJvm(Process process, List<ProcessHandle> servers) {
        this.process = process;
        this.servers = servers;
    }

    static KillableJvm start(EmbeddedSettings settings) throws IOException {
        Process process = launch(
                        SpringApplication.class,
                        settings,
                        List.of(
                                "--spring.main.sources=" + Servers.class.getName(),
                                "--spring.main.keep-alive=true",
                                "--spring.main.web-application-type=none",
                                "--spring.main.banner-mode=off",
                                "--logging.level.root=warn"))
                .start();
        BufferedReader output = process.inputReader();
        List<String> seen = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.add(line);
            if (line.startsWith(UP)) {
                List<ProcessHandle> servers = Stream.of(line.split(" ", -1))
                        .skip(1)
                        .map(Long::valueOf)
                        .flatMap(pid -> ProcessHandle.of(pid).stream())
                        .toList();
                return new KillableJvm(process, servers);
            }
        }
        throw new AssertionError("The servers did not start:\n" + String.join("\n", seen));
    }

    static ProcessBuilder launch(Class<?> main, EmbeddedSettings settings, List<String> further) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--waybill.embedded.data-dir=" + settings.dataDir()));
        settings.ports().forEach(port -> command.add("--" + port.setting() + "=" + port.number()));
        command.addAll(further);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    List<ProcessHandle> servers() {
        return servers;
    }

    void kill() {
        process.destroyForcibly();
    }

    void terminate() {
        process.destroy();
    }

    /** Run by Boot's own main method: a main method here would be a second one for {@code spring-boot:test-run}. */
    static final class Servers {

        @Bean
        EmbeddedServers servers(Environment environment) {
            EmbeddedServers servers = EmbeddedServers.start(EmbeddedSettings.from(environment));
            System.out.println(servers.processes().stream()
                    .map(server -> String.valueOf(server.pid()))
                    .collect(Collectors.joining(" ", UP + " ", "")));
            return servers;
        }
    }
}
