package io.waybill.platform.engine.embedded.dialect;

import org.operaton.bpm.engine.delegate.JavaDelegate;
import org.operaton.bpm.engine.impl.pvm.delegate.SignallableActivityBehavior;

/** Where the dialect finds what does a job. */
@FunctionalInterface
public interface Steps {

    /**
     * Asked whenever an execution comes to a task.
     *
     * @param type of the job
     * @return a {@link JavaDelegate}, after which the process goes on, or a {@link SignallableActivityBehavior} that leaves
     *     the task itself
     */
    Object of(String type);
}
