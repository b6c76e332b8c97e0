package io.waybill.core.saga;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A message that the process may wait for, at the method that sends it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sends {

    /** Its name in the models. */
    String message();

    /** The variables that its correlation key is made of, in their order; none if it starts a process. */
    String[] key() default {};

    /**
     * The type of the job that it answers, if that has a key of its own: with such a key, / and it follow what the
     * correlation key is made of.
     */
    String answers() default "";

    /** The id of the process that it starts, if it starts one: the same in all versions of the model. */
    String starts() default "";

    /** The variables that it always brings along. */
    String[] variables() default {};
}
