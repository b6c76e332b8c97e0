package io.waybill.platform.engine;

/**
 * An engine has lost everything and counts its keys from the start again, so an old key may now mean something else.
 * Published inside a transaction, in which listeners discard the keys that they store.
 */
public record EngineEmptied(EngineName engine) {}
