package io.waybill.platform.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.BrokerInfo;
import io.waybill.platform.engine.EngineUnavailable;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What the cluster can do. Its oldest broker decides. */
final class Brokers {

    private static final Version MOVES_ALL = Version.parse("8.8");

    private Brokers() {}

    static Optional<String> limitOfMigration(CamundaClient camunda) {
        Version version = version(camunda);
        return version.compareTo(MOVES_ALL) < 0
                ? Optional.of("this engine (%s) cannot move it out of there; 8.8 and later can".formatted(version))
                : Optional.empty();
    }

    private static Version version(CamundaClient camunda) {
        try {
            return oldest(camunda.newTopologyRequest().send().join().getBrokers().stream()
                            .map(BrokerInfo::getVersion))
                    .orElseThrow(() -> new EngineUnavailable("The cluster has no broker at the moment"));
        } catch (ClientException e) {
            throw new EngineUnavailable("The engine does not report its version: " + e.getMessage(), e);
        }
    }

    static Optional<Version> oldest(Stream<String> versions) {
        return versions.map(Version::parse).min(Comparator.naturalOrder());
    }
}
