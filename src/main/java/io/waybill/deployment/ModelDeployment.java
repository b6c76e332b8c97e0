package io.waybill.deployment;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.grpc.Status;
import io.waybill.core.outage.EngineOutage;
import io.waybill.core.outbox.NotNow;
import io.waybill.model.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the engine to the newest version that is right. Replicas and callers take turns: the engine runs new orders by
 * what it was given last, and an older version must not come after a newer one.
 */
@Component
public class ModelDeployment {

    private static final Logger log = LoggerFactory.getLogger(ModelDeployment.class);

    private final CamundaClient camunda;
    private final ModelVersions versions;
    private volatile boolean done;

    ModelDeployment(CamundaClient camunda, ModelVersions versions) {
        this.camunda = camunda;
        this.versions = versions;
    }

    /**
     * Returns if orders can start.
     *
     * @throws NotNow if the engine has no model yet: it would lose a message that is to start a process
     */
    public void requireDone() {
        if (!done) {
            throw new NotNow("The models are not deployed yet");
        }
    }

    /**
     * Has the engine take the newest version that is right, if it has not yet.
     *
     * @throws NotNow if the engine is away or busy
     */
    @Transactional
    public void deployNewest() {
        versions.takeTurn();
        versions.wanted()
                .filter(wanted -> wanted.status() == ModelVersion.Status.DEPLOYING)
                .ifPresent(this::deploy);
    }

    /**
     * Has the engine take the newest version that is right once more, in case that it lost it; it makes no new version of
     * what it has.
     *
     * @return whether there is one that it takes
     * @throws NotNow if the engine is away or busy
     */
    @Transactional
    public boolean deployAnew() {
        versions.takeTurn();
        Optional<ModelVersion> wanted = versions.wanted();
        while (wanted.isPresent() && !deploy(wanted.get())) {
            wanted = versions.wanted();
        }
        return wanted.isPresent();
    }

    private boolean deploy(ModelVersion model) {
        try {
            DeploymentEvent deployed = command(model.files()).send().join();
            versions.deployed(model.version(), deployed.getProcesses());
            done = true;
            deployed.getProcesses()
                    .forEach(process -> log.info(
                            "Orders run by version {} of the model: {} version {} in the engine",
                            model.version(),
                            process.getBpmnProcessId(),
                            process.getVersion()));
            return true;
        } catch (ClientStatusException e) {
            if (EngineOutage.causes(e)) {
                throw new NotNow("The engine does not take models: " + e.getStatusCode(), e);
            }
            if (e.getStatusCode() != Status.Code.INVALID_ARGUMENT) {
                throw e;
            }
            log.error("The engine refuses version {} of the model; the one before it stays", model.version(), e);
            versions.refused(model.version(), "The engine says: " + e.getMessage());
            return false;
        }
    }

    private DeployResourceCommandStep2 command(List<Source> files) {
        DeployResourceCommandStep1 command = camunda.newDeployResourceCommand();
        for (Source file : files) {
            command = command.addResourceBytes(file.text().getBytes(StandardCharsets.UTF_8), file.name());
        }
        return (DeployResourceCommandStep2) command;
    }
}
