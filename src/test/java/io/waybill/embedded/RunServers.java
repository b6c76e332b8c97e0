package io.waybill.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts the servers alone, for a Waybill that runs in another process, such as that of an IDE or of the benchmarks. Takes
 * {@code --waybill.embedded.*}; when they are up, the data directory has a file {@code servers.properties} with what
 * Waybill has to be given to work with them. They end with this program's standard input.
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
                // Nothing is said to it but that it is to end.
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
