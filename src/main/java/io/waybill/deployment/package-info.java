/**
 * The models in the engine: their versions, who made them, what is wrong with them, and the way back to an earlier one. A
 * model is what is in its folder: processes with the decisions and forms that they use, deployed together.
 */
@ApplicationModule(allowedDependencies = {"core", "engine", "model"})
@NullMarked
package io.waybill.deployment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
