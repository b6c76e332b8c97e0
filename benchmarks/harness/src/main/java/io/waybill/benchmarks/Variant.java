package io.waybill.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How Waybill is built and run.
 *
 * @param java options for the Java that runs it and each peer
 * @param properties for it, in addition to those of its servers
 */
record Variant(Path jar, List<String> java, Map<String, String> properties) {

    private static final List<String> JAVA = List.of("-Xms1g", "-Xmx1g");

    static Variant of(Path jar) {
        return new Variant(jar, JAVA, Map.of());
    }

    Variant withProperties(Map<String, String> others) {
        return new Variant(jar, java, others);
    }
}
