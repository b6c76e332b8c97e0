package io.waybill.platform.deployment;

import io.waybill.platform.engine.Definition;
import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ModelFile;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deploys the newest version without errors to the engine. Replicas and callers take turns: new orders run on what was
 * deployed last, so an older version must not be deployed after a newer one.
 */
@Component
public class ModelDeployment {

    private static final Logger log = LoggerFactory.getLogger(ModelDeployment.class);

    private final Engines engines;
    private final ModelVersions versions;

    ModelDeployment(Engines engines, ModelVersions versions) {
        this.engines = engines;
        this.versions = versions;
    }

    /**
     * Deploys the newest version without errors, unless it is deployed.
     *
     * @throws EngineUnavailable if the engine is down or busy
     */
    @Transactional
    public void deployNewest() {
        versions.takeTurn();
        versions.wanted()
                .filter(wanted -> wanted.status() == ModelVersion.Status.DEPLOYING)
                .ifPresent(this::deploy);
    }

    /**
     * Deploys the newest version without errors again, in case the engine has lost it. An engine that still has it
     * makes no new version.
     *
     * @return whether there is a version that the engine accepts
     * @throws EngineUnavailable if the engine is down or busy
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
            List<Definition> deployed = engines.deploy(model.files().stream()
                    .map(file -> new ModelFile(file.name(), file.text()))
                    .toList());
            versions.deployed(model.version(), deployed);
            engines.haveModel();
            deployed.forEach(process -> log.info(
                    "New orders run on version {} of the model: {} version {} in the engine",
                    model.version(),
                    process.process(),
                    process.version()));
            return true;
        } catch (EngineRefused e) {
            log.error(
                    "The engine refused version {} of the model; the version before it stays in use",
                    model.version(),
                    e);
            versions.refused(model.version(), "The engine says: " + e.getMessage());
            return false;
        }
    }
}
