/**
 * Checks that a process model is still a saga before it is deployed. It knows the rules of sagas, of BPMN and of the
 * engine; what the jobs of a model do comes from {@link io.waybill.core.saga}.
 */
@ApplicationModule(
        id = "model",
        allowedDependencies = {"core :: saga", "engine", "engine :: embedded"})
@NullMarked
package io.waybill.platform.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
