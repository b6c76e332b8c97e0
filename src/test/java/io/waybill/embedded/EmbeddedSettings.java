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
 * @param dataDir where everything is kept
 * @param join whether to be one more replica on servers that another Waybill has started
 */
public record EmbeddedSettings(
        @DefaultValue("data") String dataDir,
        @DefaultValue("false") boolean join,
        @DefaultValue MariaDb mariadb,
        @DefaultValue Sqs sqs,
        @DefaultValue Tokens tokens,
        @DefaultValue Zeebe zeebe,
        @DefaultValue Operate operate) {

    private static final String PREFIX = "waybill.embedded";
    private static final String QUICK_TO_START = "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    /**
     * MariaDB's port and memory.
     *
     * @param bufferPool how much of its tables it keeps in memory, such as {@code 1G}
     */
    public record MariaDb(
            @DefaultValue("13306") int port,
            @DefaultValue("256M") String bufferPool) {}

    public record Sqs(@DefaultValue("9324") int port) {}

    public record Tokens(@DefaultValue("8090") int port) {}

    /**
     * The broker's ports, partitions and Java.
     *
     * @param partitions counts for data that is new; data that is there keeps the number it was begun with
     * @param jvmOptions with spaces between
     */
    public record Zeebe(
            @DefaultValue("26500") int gatewayPort,
            @DefaultValue("26501") int commandPort,
            @DefaultValue("26502") int internalPort,
            @DefaultValue("9600") int managementPort,
            @DefaultValue("8088") int restPort,
            @DefaultValue("1") int partitions,

            @DefaultValue("-Xms256m -Xmx1g -XX:+UseParallelGC")
            String jvmOptions) {}

    /**
     * Whether there is an Operate, and its ports.
     *
     * @param searchPort of the OpenSearch behind it
     */
    public record Operate(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("8092") int port,
            @DefaultValue("9601") int managementPort,
            @DefaultValue("9250") int searchPort) {}

    public static EmbeddedSettings from(Environment environment) {
        return Binder.get(environment).bindOrCreate(PREFIX, EmbeddedSettings.class);
    }

    /** For tests: on ports that are free now, and with a broker that starts sooner but works more slowly. */
    public static EmbeddedSettings onFreePorts(Path dataDir) {
        return onFreePorts(dataDir, false);
    }

    static EmbeddedSettings onFreePorts(Path dataDir, boolean withOperate) {
        List<Integer> ports = freePorts(11);
        return new EmbeddedSettings(
                dataDir.toString(),
                false,
                new MariaDb(ports.get(0), "256M"),
                new Sqs(ports.get(1)),
                new Tokens(ports.get(7)),
                new Zeebe(ports.get(2), ports.get(3), ports.get(4), ports.get(5), ports.get(6), 1, QUICK_TO_START),
                new Operate(withOperate, ports.get(8), ports.get(9), ports.get(10)));
    }

    Path data() {
        return Path.of(dataDir).toAbsolutePath().normalize();
    }

    List<Port> ports() {
        List<Port> ports = new ArrayList<>(List.of(
                new Port(mariadb.port(), "MariaDB", PREFIX + ".mariadb.port"),
                new Port(sqs.port(), "SQS (ElasticMQ)", PREFIX + ".sqs.port"),
                new Port(tokens.port(), "The issuer of tokens", PREFIX + ".tokens.port"),
                new Port(zeebe.gatewayPort(), "Zeebe's gRPC gateway", PREFIX + ".zeebe.gateway-port"),
                new Port(zeebe.commandPort(), "Zeebe's command API", PREFIX + ".zeebe.command-port"),
                new Port(zeebe.internalPort(), "Zeebe's internal API", PREFIX + ".zeebe.internal-port"),
                new Port(zeebe.managementPort(), "Zeebe's management API", PREFIX + ".zeebe.management-port"),
                new Port(zeebe.restPort(), "Zeebe's REST API", PREFIX + ".zeebe.rest-port")));
        if (operate.enabled()) {
            ports.add(new Port(operate.port(), "Operate", PREFIX + ".operate.port"));
            ports.add(new Port(
                    operate.managementPort(), "Operate's management port", PREFIX + ".operate.management-port"));
            ports.add(new Port(operate.searchPort(), "OpenSearch", PREFIX + ".operate.search-port"));
        }
        return ports;
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            // All are held until all are known, else the same port could come twice.
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
