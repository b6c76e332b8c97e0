package io.waybill.platform.engine;

/**
 * A process as an engine took it.
 *
 * @param key by which the engine knows this version of it
 * @param process its id in the model
 * @param version counted by the engine
 */
public record Definition(long key, String process, int version) {}
