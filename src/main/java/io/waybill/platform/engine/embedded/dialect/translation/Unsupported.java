package io.waybill.platform.engine.embedded.dialect.translation;

/**
 * Something in a model that the embedded engine does not support.
 *
 * @param element its id in the model
 * @param reason a sentence for the analyst
 */
public record Unsupported(String element, String reason) {}
