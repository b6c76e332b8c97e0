package io.waybill.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Modules whose tables this module has in SQL of its own, beside its own tables. Such a dependency is seen by no compiler:
 * it is declared here, on the module's package, and a test compares that with the SQL there is.
 */
@Documented
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsTables {

    /** The ids of those modules; {@code *} for all of them. */
    String[] value();

    /** Why it does not ask them. */
    String why();
}
