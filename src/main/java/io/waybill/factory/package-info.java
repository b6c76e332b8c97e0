/** The factories, at the other side of the production queues, with a database of their own; nobody reaches them but
 * through the queues. */
@ApplicationModule(allowedDependencies = {"core", "outage", "outbox", "queue", "security", "web"})
@NullMarked
package io.waybill.factory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
