package io.waybill.platform.deployment;

import io.waybill.platform.deployment.ModelVersions.Deployed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Creates the views of versions that REST shows. */
@Component
class ModelViews {

    private final ModelVersions versions;
    private final MovableInstances instances;

    ModelViews(ModelVersions versions, MovableInstances instances) {
        this.versions = versions;
        this.instances = instances;
    }

    ModelView of(ModelVersion version) {
        return of(List.of(version)).apply(version);
    }

    /** How to show each of these. */
    Function<ModelVersion, ModelView> of(List<ModelVersion> found) {
        Optional<Integer> current = versions.current().map(ModelVersion::version);
        Map<Integer, List<Deployed>> processes =
                versions.deployed(found.stream().map(ModelVersion::version).toList());
        Map<Long, Integer> openOrders = instances.countByDefinition();
        return version -> ModelView.of(
                version,
                current.equals(Optional.of(version.version())),
                processes.getOrDefault(version.version(), List.of()),
                openOrders);
    }
}
