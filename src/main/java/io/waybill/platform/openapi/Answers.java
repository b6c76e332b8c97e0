package io.waybill.platform.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a controller method answers that neither its signature nor a rule of the API's document shows. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {

    /** Statuses. If there are successes among them, the method has no others. */
    int[] value() default {};

    /** Headers of successful answers; {@link ApiHeader} describes them. */
    String[] headers() default {};
}
