package io.waybill.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Three brokers that each keep all data: two of them suffice to go on. */
public final class ZeebeCluster implements AutoCloseable {

    private static final int SIZE = 3;

    private final List<EmbeddedSettings.Zeebe> settings = new ArrayList<>();
    private final List<ZeebeBroker> brokers = new ArrayList<>();

    private ZeebeCluster(Path directory) {
        for (int i = 0; i < SIZE; i++) {
            settings.add(EmbeddedSettings.onFreePorts(directory).zeebe());
        }
        String contacts =
                settings.stream().map(one -> "127.0.0.1:" + one.internalPort()).collect(Collectors.joining(","));
        for (int i = 0; i < SIZE; i++) {
            Map<String, String> cluster = Map.of(
                    "ZEEBE_BROKER_CLUSTER_NODEID", String.valueOf(i),
                    "ZEEBE_BROKER_CLUSTER_CLUSTERSIZE", String.valueOf(SIZE),
                    "ZEEBE_BROKER_CLUSTER_REPLICATIONFACTOR", String.valueOf(SIZE),
                    "ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS", contacts);
            brokers.add(new ZeebeBroker(
                    settings.get(i), create(directory.resolve("broker-" + i)), cluster, Progress.silent()));
        }
    }

    private static Path create(Path directory) {
        try {
            return Files.createDirectories(directory.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when all of them take commands. */
    public static ZeebeCluster start(Path directory) {
        ZeebeCluster cluster = new ZeebeCluster(directory);
        cluster.brokers.parallelStream().forEach(ZeebeBroker::start);
        return cluster;
    }

    public List<ZeebeBroker> brokers() {
        return List.copyOf(brokers);
    }

    public List<Integer> gatewayPorts() {
        return settings.stream().map(EmbeddedSettings.Zeebe::gatewayPort).toList();
    }

    @Override
    public void close() {
        brokers.parallelStream().forEach(ZeebeBroker::stop);
    }
}
