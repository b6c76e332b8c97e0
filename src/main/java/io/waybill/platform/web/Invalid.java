package io.waybill.platform.web;

import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;

/** What was sent does not have the shape that the call takes: 400. */
public class Invalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public Invalid(List<FieldError> errors) {
        super(errors.getFirst().message());
        this.errors = List.copyOf(errors);
    }

    /** One thing is wrong. */
    public Invalid(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    /** JSON that cannot be turned into what is wanted. */
    public static Invalid of(JacksonException e) {
        return new Invalid(List.of(Problems.wrongValue(e)));
    }

    /** What breaks constraints; at least one. */
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
