/** Steps that people do: what a model asks them until there is a worker for it, and what they answer. */
@ApplicationModule(allowedDependencies = {"core", "engine"})
@NullMarked
package io.waybill.manual;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
