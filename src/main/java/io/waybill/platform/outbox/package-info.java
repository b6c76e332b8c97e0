/** Work that commits with the transaction that causes it and is done afterwards, at least once. */
@ApplicationModule(
        id = "outbox",
        allowedDependencies = {"core", "outage"})
@NullMarked
package io.waybill.platform.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
