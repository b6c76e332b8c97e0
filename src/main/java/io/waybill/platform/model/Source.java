package io.waybill.platform.model;

/**
 * A file of a model: a process (.bpmn), a decision (.dmn) or a form (.form).
 *
 * @param name of the file, with its ending
 * @param text of the file, which is in UTF-8
 */
public record Source(String name, String text) {}
