package io.waybill.order;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.waybill.core.outbox.NotNow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Deploys the models at the start; the engine makes a new version of a model only if it changed. Waybill does not wait
 * for it: with the engine down it accepts orders all the same, and they start when the engine is back.
 */
@Component
class ModelDeployment {

    private static final Logger log = LoggerFactory.getLogger(ModelDeployment.class);
    private static final String MODELS = "classpath*:/bpmn/*.bpmn";

    private final CamundaClient camunda;
    private final RetryTemplate untilDone = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(Long.MAX_VALUE)
            .delay(Duration.ofSeconds(1))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(15))
            .jitter(Duration.ofMillis(500))
            .build());
    private volatile boolean done;

    ModelDeployment(CamundaClient camunda) {
        this.camunda = camunda;
    }

    /** A message that would start a process is lost to an engine that has no model yet. */
    void requireDone() {
        if (!done) {
            throw new NotNow("The models are not deployed yet");
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void deployInBackground() {
        Thread.ofPlatform().daemon().name("model-deployment").start(this::deployUntilDone);
    }

    private void deployUntilDone() {
        try {
            DeploymentEvent deployed = untilDone.execute(this::deploy);
            done = true;
            deployed.getProcesses()
                    .forEach(model ->
                            log.info("Orders run by {} version {}", model.getBpmnProcessId(), model.getVersion()));
        } catch (RetryException e) {
            log.error("The models cannot be deployed, so orders are accepted but do not start", e);
        }
    }

    DeploymentEvent deploy() throws IOException {
        DeployResourceCommandStep1 command = camunda.newDeployResourceCommand();
        for (Resource model : List.of(new PathMatchingResourcePatternResolver().getResources(MODELS))) {
            command = command.addResourceBytes(model.getContentAsByteArray(), model.getFilename());
        }
        return ((DeployResourceCommandStep2) command).send().join();
    }
}
