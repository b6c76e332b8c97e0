/** Orders: submission over REST, the aggregate and its timeline, and the process that fulfils it. No other module knows
 * the process. */
@ApplicationModule(allowedDependencies = {"core", "engine", "item", "account", "production", "delivery"})
@NullMarked
package io.waybill.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
