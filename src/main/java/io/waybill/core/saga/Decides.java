package io.waybill.core.saga;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A decision that the code asks, declared on the method that does. Its answer is one whole number. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Decides {

    /** Its id: the same in all versions. */
    String decision();

    /** The variables that it gets. */
    String[] inputs();
}
