/** The real servers that Waybill needs, started with it: for {@code mvn spring-boot:test-run} and for tests. */
@NullMarked
package io.waybill.embedded;

import org.jspecify.annotations.NullMarked;
