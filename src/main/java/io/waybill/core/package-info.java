/** The few value types and saga pieces that all modules share; nothing that one module owns. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.waybill.core;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
