package io.waybill.embedded;

import java.nio.file.Path;

/** MariaDB alone, for tests that need no other server. */
public final class TestDatabase implements AutoCloseable {

    private final MariaDbServer server;

    private TestDatabase(MariaDbServer server) {
        this.server = server;
    }

    /** An empty one, on a free port. */
    public static TestDatabase start(Path directory) {
        MariaDbServer server =
                new MariaDbServer(EmbeddedSettings.onFreePorts(directory).mariadb(), directory, Progress.silent());
        server.start();
        return new TestDatabase(server);
    }

    /** Of Waybill's database, whose user and password have the same name. */
    public String url() {
        return server.url("waybill");
    }

    @Override
    public void close() {
        server.stop();
    }
}
