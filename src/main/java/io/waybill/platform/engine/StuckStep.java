package io.waybill.platform.engine;

/**
 * A step that has failed as often as the model allows, by the engine's keys.
 *
 * @param elementInstance identifies this run of the element
 */
public record StuckStep(long job, long instance, String element, long elementInstance) {}
