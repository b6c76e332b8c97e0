package io.waybill.platform.engine;

/**
 * An engine has lost all that it had, and begins to count anew: what it is asked by a key of before may be answered for
 * something else. Published inside a transaction; whoever keeps such keys gives them up there.
 */
public record EngineEmptied(EngineName engine) {}
