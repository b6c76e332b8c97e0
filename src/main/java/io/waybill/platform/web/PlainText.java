package io.waybill.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text of one line that shows as what it is: no control characters or line breaks, nothing that turns the direction of
 * what is printed after it, no halves of characters. It is kept as it came, spaces around it included. Null is valid.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainTextValidator.class)
public @interface PlainText {

    /** How many characters there may be: code points, as the database and JSON Schema count them. */
    int max();

    /** Whether it may be empty, or consist of nothing that can be seen. */
    boolean blank() default true;

    String message() default "must not contain control characters, line breaks, direction overrides or broken Unicode";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
