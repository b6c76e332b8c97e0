package io.waybill.core;

/**
 * The process of a subject starts again from the beginning, because its engine lost it. Published in the transaction
 * that restarts it: nobody waits any more for what the lost process was waiting for.
 */
public record Restarted(Subject subject) {}
