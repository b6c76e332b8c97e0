package io.waybill.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts only the servers, for a Waybill in another process, such as an IDE's or the benchmarks'. Accepts
 * {@code --waybill.embedded.*}. When the servers are up, it writes a file {@code servers.properties} to the data
 * directory, with the properties that Waybill needs to use them. They stop when this program's standard input ends.
 */
public final class RunServers {

    private static final String ANSWER = "servers.properties";

    private RunServers() {}

    public static void main(String... arguments) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        EmbeddedSettings settings = EmbeddedSettings.from(environment);
        Path answer = settings.data().resolve(ANSWER);
        Files.deleteIfExists(answer);
        try (EmbeddedServers servers = EmbeddedServers.start(settings)) {
            write(servers, answer);
            while (System.in.read() >= 0) {
                // The input is ignored; only its end matters.
            }
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    private static void write(EmbeddedServers servers, Path answer) throws IOException {
        Properties properties = new Properties();
        servers.properties().forEach((name, value) -> properties.setProperty(name, value.toString()));
        Path written = answer.resolveSibling(ANSWER + ".new");
        try (var out = Files.newBufferedWriter(written)) {
            properties.store(out, null);
        }
        Files.move(written, answer, StandardCopyOption.ATOMIC_MOVE);
    }
}
