package io.waybill.platform.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a controller's method answers that neither its signature tells nor a rule of the API's document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {

    /** Statuses. The successes among them, if any, are all that there are. */
    int[] value() default {};

    /** Headers of the successful answers, of those that {@link ApiHeader} describes. */
    String[] headers() default {};
}
