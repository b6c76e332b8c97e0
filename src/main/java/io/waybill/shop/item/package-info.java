/** The catalogue: items with their name, price and factory. */
@ApplicationModule(
        id = "item",
        allowedDependencies = {"core", "core :: refusal", "openapi", "security", "web"})
@NullMarked
package io.waybill.shop.item;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
