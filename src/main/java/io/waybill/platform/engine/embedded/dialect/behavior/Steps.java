package io.waybill.platform.engine.embedded.dialect.behavior;

import org.operaton.bpm.engine.delegate.JavaDelegate;
import org.operaton.bpm.engine.impl.pvm.delegate.SignallableActivityBehavior;

/** Finds what does a job. */
@FunctionalInterface
public interface Steps {

    /**
     * Called whenever an execution reaches a task.
     *
     * @param type of the job
     * @return a {@link JavaDelegate}, after which the process goes on, or a {@link SignallableActivityBehavior} that
     *     leaves the task itself
     */
    Object of(String type);
}
