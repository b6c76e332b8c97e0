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
 * Brings the engine to the newest version that is right. Replicas and callers take turns: the engine runs new orders by
 * what it was given last, and an older version must not come after a newer one.
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
     * Has the engine take the newest version that is right, if it has not yet.
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
     * Has the engine take the newest version that is right once more, in case that it lost it; it makes no new version of
     * what it has.
     *
     * @return whether there is one that it takes
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
            deployed.forEach(process -> log.info(
                    "Orders run by version {} of the model: {} version {} in the engine",
                    model.version(),
                    process.process(),
                    process.version()));
            return true;
        } catch (EngineRefused e) {
            log.error("The engine refuses version {} of the model; the one before it stays", model.version(), e);
            versions.refused(model.version(), "The engine says: " + e.getMessage());
            return false;
        }
    }
}
