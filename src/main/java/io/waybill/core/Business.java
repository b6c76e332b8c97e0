package io.waybill.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A business on top of the platform: a package directly below Waybill's, with everything in it. Its name is the
 * package's. {@code waybill.businesses} can leave it out.
 */
@Documented
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Business {

    /** The businesses that it cannot do without. */
    String[] needs() default {};

    /** The files of its models in the jar: processes, decisions and forms. */
    String[] models() default {};
}
