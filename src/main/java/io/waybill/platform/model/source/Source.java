package io.waybill.platform.model.source;

import org.springframework.modulith.NamedInterface;

/**
 * A file of a model: a process (.bpmn), a decision (.dmn) or a form (.form).
 *
 * @param name of the file, with its extension
 * @param text of the file, in UTF-8
 */
@NamedInterface("source")
public record Source(String name, String text) {}
