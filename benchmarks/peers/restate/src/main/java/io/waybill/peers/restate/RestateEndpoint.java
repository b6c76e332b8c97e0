package io.waybill.peers.restate;

import dev.restate.sdk.endpoint.Endpoint;
import dev.restate.sdk.http.vertx.RestateHttpServer;
import io.vertx.core.http.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Where Restate calls the workflow. Registers itself, as else a deployment's last step does. */
@Component
class RestateEndpoint implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RestateEndpoint.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final HttpServer server;
    private final String admin;
    private final int port;
    private volatile boolean running;

    RestateEndpoint(
            OrderWorkflow workflow,
            @Value("${restate.admin-uri}") String admin,
            @Value("${restate.service-port}") int port) {
        this.server = RestateHttpServer.fromEndpoint(Endpoint.bind(workflow));
        this.admin = admin;
        this.port = port;
    }

    record Deployment(String uri, boolean force) {}

    @Override
    public void start() {
        server.listen(port, LOOPBACK).toCompletionStage().toCompletableFuture().join();
        String uri = "http://%s:%d".formatted(LOOPBACK, port);
        RestClient.create(admin)
                .post()
                .uri("/deployments")
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Deployment(uri, true))
                .retrieve()
                .toBodilessEntity();
        LOG.info("Registered {} with Restate", uri);
        running = true;
    }

    @Override
    public void stop() {
        server.close().toCompletionStage().toCompletableFuture().join();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
