package io.waybill.platform.engine;

import java.util.Locale;

/** The engines that Waybill runs on. */
public enum EngineName {
    /** Operaton inside Waybill, on Waybill's own database. */
    EMBEDDED("waybill.engine=embedded"),
    /** A Camunda 8 cluster. */
    ZEEBE("camunda.client.enabled=true, and the cluster's address in camunda.client.grpc-address");

    /** Zeebe's keys have the partition, from 1, above their lowest 51 bits; the embedded engine's keys count from 1. */
    private static final long FIRST_OF_ZEEBE = 1L << 51;

    private final String broughtBy;

    EngineName(String broughtBy) {
        this.broughtBy = broughtBy;
    }

    /** The lowest key that this engine assigns. */
    public long firstKey() {
        return this == ZEEBE ? FIRST_OF_ZEEBE : 1;
    }

    /** The highest key that this engine assigns. */
    public long lastKey() {
        return this == ZEEBE ? Long.MAX_VALUE : FIRST_OF_ZEEBE - 1;
    }

    /** The engine that a key of a process instance, a definition or a job comes from. Engines never share a key. */
    public static EngineName of(long key) {
        return key < FIRST_OF_ZEEBE ? EMBEDDED : ZEEBE;
    }

    /** The name in the settings. */
    public String setting() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The setting that makes Waybill run with this engine. */
    String broughtBy() {
        return broughtBy;
    }
}
