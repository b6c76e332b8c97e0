package io.waybill.platform.engine;

import java.util.Map;

/**
 * What a step may know about its job besides the variables. A method with {@code @JobWorker} may take it as a
 * parameter.
 *
 * @param key the engine's key of the job
 * @param type such as {@code stock.reserve}
 * @param instance the key of the process instance
 * @param element the element's id in the model
 * @param headers the task's headers, as the analyst wrote them
 */
public record Job(long key, String type, long instance, String element, Map<String, String> headers) {}
