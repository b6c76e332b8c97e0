/** Requests from the factories what is short, over SQS, and takes their answers. */
@ApplicationModule(
        id = "production",
        allowedDependencies = {"core", "core :: saga", "item", "outbox", "queue"})
@NullMarked
package io.waybill.shop.production;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
