package io.waybill.core.saga;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A message that the process may wait for, declared on the method that sends it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sends {

    /** Its name in the models. */
    String message();

    /** The variables that make up its correlation key, in order; none if the message starts a process. */
    String[] key() default {};

    /**
     * The type of the job that it answers, if that job has a key of its own. The correlation key then ends with a slash
     * and that key.
     */
    String answers() default "";

    /** The id of the process that it starts, if any: the same in all versions of the model. */
    String starts() default "";

    /** The variable that has the business key, if it starts a process. */
    String businessKey() default "";

    /** The variables that it always carries. */
    Variable[] variables() default {};

    /** A variable of a message. */
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Variable {

        String name();

        /** What its values are; an {@code Instant} or a {@code Duration} is a text as of ISO 8601. */
        Class<?> type() default String.class;
    }
}
