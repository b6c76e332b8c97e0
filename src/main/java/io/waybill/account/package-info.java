/** Customers' credit: what is available, what is held for open orders, what was charged, and the ledger of it all. */
@Business
@ApplicationModule(allowedDependencies = {"core", "core :: refusal", "core :: saga", "openapi", "security", "web"})
@NullMarked
package io.waybill.account;

import io.waybill.core.Business;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
