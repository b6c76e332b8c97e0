/** Work that is saved with the transaction that causes it and done afterwards, at least once. */
@ApplicationModule(
        id = "outbox",
        allowedDependencies = {"core", "outage"})
@NullMarked
package io.waybill.platform.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
