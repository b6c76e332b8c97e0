/** Stock per item: available, reserved for open orders, shipped. */
@ApplicationModule(
        id = "stock",
        allowedDependencies = {"core", "core :: refusal", "core :: saga", "item", "openapi", "security", "web"})
@NullMarked
package io.waybill.shop.stock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
