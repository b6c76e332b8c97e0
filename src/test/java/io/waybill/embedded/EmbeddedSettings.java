package io.waybill.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Settings under {@code waybill.embedded}.
 *
 * @param dataDir where everything is stored
 * @param join whether to run as another replica on servers that another Waybill has started
 */
public record EmbeddedSettings(
        @DefaultValue("data") String dataDir,
        @DefaultValue("false") boolean join,
        @DefaultValue MariaDb mariadb,
        @DefaultValue Sqs sqs,
        @DefaultValue Tokens tokens,
        @DefaultValue Zeebe zeebe) {

    private static final String PREFIX = "waybill.embedded";

    /**
     * MariaDB's port and memory.
     *
     * @param bufferPool the size of InnoDB's buffer pool, such as {@code 1G}
     */
    public record MariaDb(
            @DefaultValue("13306") int port,
            @DefaultValue("256M") String bufferPool) {}

    public record Sqs(@DefaultValue("9324") int port) {}

    public record Tokens(@DefaultValue("8090") int port) {}

    /**
     * Zeebe's test engine.
     *
     * @param enabled whether it runs; it does with {@code waybill.engine=zeebe}
     */
    public record Zeebe(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("26500") int port) {}

    public static EmbeddedSettings from(Environment environment) {
        EmbeddedSettings settings = Binder.get(environment).bindOrCreate(PREFIX, EmbeddedSettings.class);
        return "zeebe".equalsIgnoreCase(environment.getProperty("waybill.engine")) ? settings.withZeebe() : settings;
    }

    /** The same, with Zeebe's test engine. */
    public EmbeddedSettings withZeebe() {
        return new EmbeddedSettings(dataDir, join, mariadb, sqs, tokens, new Zeebe(true, zeebe.port()));
    }

    /** For tests, on free ports. */
    public static EmbeddedSettings onFreePorts(Path dataDir) {
        List<Integer> ports = freePorts(4);
        return new EmbeddedSettings(
                dataDir.toString(),
                false,
                new MariaDb(ports.get(0), "256M"),
                new Sqs(ports.get(1)),
                new Tokens(ports.get(2)),
                new Zeebe(false, ports.get(3)));
    }

    Path data() {
        return Path.of(dataDir).toAbsolutePath().normalize();
    }

    List<Port> ports() {
        List<Port> ports = new ArrayList<>(List.of(mariaDbPort(), sqsPort(), tokensPort()));
        if (zeebe.enabled()) {
            ports.add(zeebePort());
        }
        return ports;
    }

    Port mariaDbPort() {
        return new Port(mariadb.port(), "MariaDB", PREFIX + ".mariadb.port");
    }

    Port sqsPort() {
        return new Port(sqs.port(), "SQS (ElasticMQ)", PREFIX + ".sqs.port");
    }

    Port tokensPort() {
        return new Port(tokens.port(), "The token issuer", PREFIX + ".tokens.port");
    }

    Port zeebePort() {
        return new Port(zeebe.port(), "Zeebe's test engine", PREFIX + ".zeebe.port");
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            // All stay bound until all are known; otherwise the same port could be returned twice.
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
