package io.waybill.platform.engine.embedded.dialect;

/**
 * What the embedded engine does not run.
 *
 * @param element its id in the model
 * @param reason a sentence for the analyst
 */
public record Unsupported(String element, String reason) {}
