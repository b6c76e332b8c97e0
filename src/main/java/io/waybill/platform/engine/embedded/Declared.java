package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.JobEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/**
 * What the model says about how often an element is tried.
 *
 * @param jobType such as {@code stock.reserve}; the element's id if no step does it
 * @param retries how often it is tried in all
 * @param untilDone whether it is tried until it succeeds
 */
record Declared(String jobType, int retries, boolean untilDone) {

    private static final int RETRIES = 3;
    private static final String RETRY = "retry";
    private static final String UNTIL_DONE = "until-done";

    /** For the element of a job. Call it only inside a command of the engine. */
    static Declared of(JobEntity job) {
        ElementInfo element = elementOf(job);
        ExecutionEntity execution = job.getExecution();
        if (element == null || execution == null || !element.isJob()) {
            return new Declared(String.valueOf(job.getActivityId()), RETRIES, false);
        }
        return new Declared(
                element.jobType(execution), element.retries(execution), isTriedUntilDone(element.headers()));
    }

    private static @Nullable ElementInfo elementOf(JobEntity job) {
        String definition = job.getProcessDefinitionId();
        if (definition == null || job.getActivityId() == null) {
            return null;
        }
        ProcessDefinitionEntity process = Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(definition);
        return ElementInfo.of(process, job.getActivityId());
    }

    private static boolean isTriedUntilDone(Map<String, String> headers) {
        return UNTIL_DONE.equals(headers.get(RETRY));
    }
}
