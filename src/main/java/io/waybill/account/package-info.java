/** Customers' credit: what is available, what is held for open orders and fees, what was charged, and the ledger of it all. */
@Business
@ApplicationModule(
        allowedDependencies = {"core", "core :: refusal", "core :: saga", "engine", "openapi", "security", "web"})
@NullMarked
package io.waybill.account;

import io.waybill.core.Business;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
