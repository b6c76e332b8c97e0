package io.waybill.platform.engine;

import java.util.Map;

/**
 * What a step may know of the job that it does, beside its variables: a parameter of a method with {@code @JobWorker}.
 *
 * @param key by which the engine knows it
 * @param type such as {@code stock.reserve}
 * @param instance of the process
 * @param element of the model
 * @param headers of the task, as the analyst wrote them
 */
public record Job(long key, String type, long instance, String element, Map<String, String> headers) {}
