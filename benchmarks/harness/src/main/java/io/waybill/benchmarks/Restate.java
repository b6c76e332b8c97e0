package io.waybill.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Restate's server, in a process of its own, as its npm package brings it. */
final class Restate implements AutoCloseable {

    private final Program server;
    private final int ingress;
    private final int admin;
    private final int service;

    private Restate(Program server, int ingress, int admin, int service) {
        this.server = server;
        this.ingress = ingress;
        this.admin = admin;
        this.service = service;
    }

    static Restate start(Settings settings, Stack stack) {
        int ingress = stack.port(6);
        int admin = stack.port(7);
        Path program = settings.project()
                .resolve(
                        "benchmarks/peers/restate/node_modules/@restatedev/restate-server-linux-x64/bin/restate-server");
        Program server = Program.start(
                "restate-server",
                stack.directory(),
                Map.ofEntries(
                        Map.entry(
                                "RESTATE_BASE_DIR",
                                stack.directory().resolve("restate").toString()),
                        Map.entry("RESTATE_NODE_NAME", "benchmarks"),
                        Map.entry("RESTATE_CLUSTER_NAME", "benchmarks"),
                        Map.entry("RESTATE_DISABLE_TELEMETRY", "true"),
                        Map.entry("RESTATE_LISTEN_MODE", "tcp"),
                        Map.entry("RESTATE_BIND_IP", "127.0.0.1"),
                        Map.entry("RESTATE_ADVERTISED_HOST", "127.0.0.1"),
                        Map.entry("RESTATE_BIND_PORT", String.valueOf(stack.port(8))),
                        Map.entry("RESTATE_INGRESS__BIND_PORT", String.valueOf(ingress)),
                        Map.entry("RESTATE_ADMIN__BIND_PORT", String.valueOf(admin))),
                List.of(program.toString(), "--no-logo"));
        Caller http = new Caller("http://127.0.0.1:" + admin, "");
        server.awaitReady(() -> http.answers("/health", 200));
        return new Restate(server, ingress, admin, stack.port(9));
    }

    /** What the peer has to be given. */
    Map<String, String> environment() {
        return Map.of(
                "RESTATE_INGRESS_URI", "http://127.0.0.1:" + ingress,
                "RESTATE_ADMIN_URI", "http://127.0.0.1:" + admin,
                "RESTATE_SERVICE_PORT", String.valueOf(service));
    }

    long pid() {
        return server.pid();
    }

    @Override
    public void close() {
        server.close();
    }
}
