package io.waybill.platform.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Ends Camunda's client, and does not wait for it for ever. While the cluster is away its streams are opened again and again;
 * one that comes to that when its worker has just been closed never gives back its lock ({@code JobStreamerImpl.open}, up
 * to 8.9.13), and the client waits for this lock when it closes the worker once more.
 */
class ClientEnd implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ClientEnd.class);

    private final CamundaClient camunda;
    private final Duration patience;

    ClientEnd(CamundaClient camunda, Duration patience) {
        this.camunda = camunda;
        this.patience = patience;
    }

    @Override
    public void destroy() throws InterruptedException {
        Thread closing = Thread.ofPlatform().daemon().name("camunda-client-end").start(this::close);
        if (!closing.join(patience)) {
            // It waits for locks and threads such that this ends it.
            closing.interrupt();
        }
    }

    private void close() {
        try {
            camunda.close();
        } catch (ClientException e) {
            log.debug("Camunda's client did not close in order", e);
        }
    }
}
