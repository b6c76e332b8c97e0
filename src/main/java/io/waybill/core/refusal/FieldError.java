package io.waybill.core.refusal;

/**
 * One error in a request.
 *
 * @param field the path to it in the body, such as {@code lines[0].quantity}, or the name of the parameter
 */
public record FieldError(String field, String message) {}
