package io.waybill.platform.engine;

import java.util.Locale;

/** The engines there are. */
public enum EngineName {
    /** Operaton inside Waybill, on Waybill's own database. */
    EMBEDDED("waybill.engine=embedded"),
    /** A Camunda 8 cluster. */
    ZEEBE("camunda.client.enabled=true, and the cluster's address in camunda.client.grpc-address");

    /** Zeebe's keys carry the partition, counted from 1, above their lowest 51 bits; the embedded engine counts from 1. */
    private static final long FIRST_OF_ZEEBE = 1L << 51;

    private final String broughtBy;

    EngineName(String broughtBy) {
        this.broughtBy = broughtBy;
    }

    /** The lowest key that it gives out. */
    public long firstKey() {
        return this == ZEEBE ? FIRST_OF_ZEEBE : 1;
    }

    /** The highest key that it gives out. */
    public long lastKey() {
        return this == ZEEBE ? Long.MAX_VALUE : FIRST_OF_ZEEBE - 1;
    }

    /** The engine that gave out a key, of a process instance, a definition or a job: no two engines give out the same. */
    public static EngineName of(long key) {
        return key < FIRST_OF_ZEEBE ? EMBEDDED : ZEEBE;
    }

    /** As the settings have it. */
    public String setting() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The setting that Waybill runs with it by. */
    String broughtBy() {
        return broughtBy;
    }
}
