/** Asks the factories for what is short, over SQS, and takes their answers. */
@ApplicationModule(allowedDependencies = {"core", "item"})
@NullMarked
package io.waybill.production;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
