/** The catalogue: items with their name, price and factory. */
@ApplicationModule(allowedDependencies = {"core"})
@NullMarked
package io.waybill.item;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
