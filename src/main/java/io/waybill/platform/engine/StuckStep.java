package io.waybill.platform.engine;

/**
 * A step that has failed as often as the model lets it, in the engine's words.
 *
 * @param elementInstance which time of the element it is
 */
public record StuckStep(long job, long instance, String element, long elementInstance) {}
