/** Has the factories make what falls below its reorder level, which the process {@code restock} looks for. */
@ApplicationModule(
        id = "restock",
        allowedDependencies = {"core", "core :: saga", "openapi", "outbox", "queue", "security", "web"})
@ReadsTables(
        value = {"item", "stock"},
        why = "What is low is found by one query over the whole catalogue")
@NullMarked
package io.waybill.shop.restock;

import io.waybill.core.ReadsTables;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
