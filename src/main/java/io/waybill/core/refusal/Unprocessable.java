package io.waybill.core.refusal;

import java.util.List;

/** The request is well-formed but makes no sense, such as an order for an item that does not exist. */
public non-sealed class Unprocessable extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public Unprocessable(List<FieldError> errors) {
        super(errors.getFirst().message());
        this.errors = List.copyOf(errors);
    }

    public List<FieldError> errors() {
        return errors;
    }
}
