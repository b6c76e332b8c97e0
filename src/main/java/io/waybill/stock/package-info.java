/** Stock per item: available, reserved for open orders, shipped. */
@ApplicationModule(allowedDependencies = {"core", "item"})
@NullMarked
package io.waybill.stock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
