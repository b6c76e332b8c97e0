package io.waybill.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Modules whose tables this module reads or writes in its own SQL. No compiler sees such a dependency: it is declared
 * here, on the module's package, and a test compares the declaration with the SQL.
 */
@Documented
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsTables {

    /** The ids of those modules; {@code *} for all of them. */
    String[] value();

    /** Why it does not ask those modules. */
    String why();
}
