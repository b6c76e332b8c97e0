package io.waybill.platform.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Closes Camunda's client without waiting for it forever. While the cluster is down, the client keeps reopening its
 * streams. A stream that is reopened just after its worker was closed never releases its lock
 * ({@code JobStreamerImpl.open}, up to 8.9.13), and the client waits for this lock when it closes the worker again.
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
            // All that it waits for, locks and threads, can be interrupted.
            closing.interrupt();
        }
    }

    private void close() {
        try {
            camunda.close();
        } catch (ClientException e) {
            log.debug("Camunda's client did not close cleanly", e);
        }
    }
}
