package io.waybill.platform.web;

import java.util.List;

/** The request is well-formed but makes no sense, such as an order for an item that does not exist: 422. */
public class Unprocessable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public Unprocessable(List<FieldError> errors) {
        super(errors.getFirst().message());
        this.errors = List.copyOf(errors);
    }

    List<FieldError> errors() {
        return errors;
    }
}
