package io.waybill.platform.deployment;

import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.platform.deployment.ModelVersion.Origin;
import io.waybill.platform.deployment.ModelVersion.Status;
import io.waybill.platform.deployment.ModelVersions.Deployed;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of the model as REST shows it.
 *
 * @param current whether new orders run on it
 * @param files their names
 * @param changes compared with the version before, in words
 * @param refusal why it does not run
 * @param processes as the engine and Operate show them
 * @param openOrders how many instances of its processes run on it, as far as known
 */
@Schema(name = "ModelVersion")
record ModelView(
        int version,
        Status status,
        boolean current,
        Origin origin,
        Instant createdAt,
        String createdBy,
        @Nullable String reason,
        @Nullable Instant deployedAt,
        @Nullable String refusal,
        List<String> files,
        List<Finding> findings,
        List<String> changes,
        List<ProcessView> processes,
        int openOrders) {

    /**
     * A process in the engine.
     *
     * @param version counted by the engine
     */
    @Schema(name = "ModelProcess")
    record ProcessView(String processId, int version, String definitionKey) {}

    static ModelView of(ModelVersion model, boolean current, List<Deployed> processes, Map<Long, Integer> openOrders) {
        return new ModelView(
                model.version(),
                model.status(),
                current,
                model.origin(),
                model.createdAt(),
                model.createdBy(),
                model.reason(),
                model.deployedAt(),
                model.refusal(),
                model.files().stream().map(Source::name).toList(),
                model.findings(),
                model.changes(),
                processes.stream()
                        .map(process -> new ProcessView(
                                process.processId(), process.engineVersion(), Long.toString(process.definitionKey())))
                        .toList(),
                processes.stream()
                        .mapToInt(process -> openOrders.getOrDefault(process.definitionKey(), 0))
                        .sum());
    }
}
