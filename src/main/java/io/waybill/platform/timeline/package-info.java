/** The timelines: what happened to each subject of a process, in the words that a person reads. */
@ApplicationModule(
        id = "timeline",
        allowedDependencies = {"core", "core :: refusal", "process"})
@NullMarked
package io.waybill.platform.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
