/** Customers' credit: what is available, what is held for open orders, what was charged, and the ledger of it all. */
@ApplicationModule(allowedDependencies = {"core", "core :: refusal", "core :: saga", "openapi", "security", "web"})
@NullMarked
package io.waybill.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
