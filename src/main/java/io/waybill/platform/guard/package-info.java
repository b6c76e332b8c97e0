/** Keeps the books right whatever a model asks for (law 13). */
@ApplicationModule(
        id = "guard",
        allowedDependencies = {"core", "core :: saga", "model :: contract", "process"})
@NullMarked
package io.waybill.platform.guard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
