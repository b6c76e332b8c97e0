package io.waybill.platform.web;

import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;

/** The request does not have the form that the call requires: 400. */
public class Invalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public Invalid(List<FieldError> errors) {
        super(errors.getFirst().message());
        this.errors = List.copyOf(errors);
    }

    /** Reports one error. */
    public Invalid(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    /** Reports JSON that cannot be turned into the expected type. */
    public static Invalid of(JacksonException e) {
        return new Invalid(List.of(UnreadableBodies.wrongValue(e)));
    }

    /** Reports constraint violations; at least one. */
    public static Invalid of(Collection<? extends ConstraintViolation<?>> violations) {
        return new Invalid(violations.stream()
                .map(violation -> new FieldError(
                        violation.getPropertyPath().toString().replace(".<list element>", ""), violation.getMessage()))
                .toList());
    }

    List<FieldError> errors() {
        return errors;
    }
}
