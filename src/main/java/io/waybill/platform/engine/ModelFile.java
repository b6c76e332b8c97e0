package io.waybill.platform.engine;

/**
 * A file of a model, as the analyst wrote it.
 *
 * @param name such as {@code order-fulfilment.bpmn}
 */
public record ModelFile(String name, String text) {}
