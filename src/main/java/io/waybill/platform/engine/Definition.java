package io.waybill.platform.engine;

/**
 * A deployed version of a process.
 *
 * @param key the engine's key of this version
 * @param process the process id in the model
 * @param version counted by the engine
 */
public record Definition(long key, String process, int version) {}
