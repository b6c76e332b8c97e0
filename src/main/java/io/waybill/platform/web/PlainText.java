package io.waybill.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One line of text that displays as what it is: no control characters or line breaks, nothing that changes the
 * direction of the text after it, no unpaired surrogates. It is stored as it came, including spaces around it. Null is
 * valid.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainTextValidator.class)
public @interface PlainText {

    /** The maximum number of characters: code points, as the database and JSON Schema count them. */
    int max();

    /** Whether it may be empty, or contain nothing visible. */
    boolean blank() default true;

    String message() default "must not contain control characters, line breaks, direction overrides or broken Unicode";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
