package io.waybill.embedded;

import java.nio.file.Path;

/** Only MariaDB, for tests that need no other server. */
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

    /** The URL of Waybill's database; name, user and password are the same. */
    public String url() {
        return server.url("waybill");
    }

    @Override
    public void close() {
        server.stop();
    }
}
