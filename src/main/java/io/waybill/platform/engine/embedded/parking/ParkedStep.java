package io.waybill.platform.engine.embedded.parking;

import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;
import org.operaton.bpm.engine.impl.jobexecutor.JobHandler;
import org.operaton.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.JobEntity;
import org.operaton.bpm.engine.impl.persistence.entity.MessageEntity;

/** Goes on with a parked step when the process is already inside its element. */
public final class ParkedStep implements JobHandler<ParkedStep.Nothing> {

    /** The signal that tells the step to run now. */
    public static final String GO_ON = "go-on";

    private static final String TYPE = "parked-step";

    /** The job needs nothing but its execution. */
    public record Nothing() implements JobHandlerConfiguration {

        @Override
        public String toCanonicalString() {
            return "";
        }
    }

    public static void park(ExecutionEntity execution) {
        MessageEntity job = new MessageEntity();
        job.setJobHandlerType(TYPE);
        job.setJobHandlerConfiguration(new Nothing());
        job.setExecution(execution);
        job.setProcessDefinitionId(execution.getProcessDefinitionId());
        job.setProcessDefinitionKey(execution.getProcessDefinition().getKey());
        job.setExclusive(true);
        Context.getCommandContext().getJobManager().send(job);
    }

    @Override
    public String getType() {
        return TYPE;
    }

    @Override
    public void execute(Nothing nothing, ExecutionEntity execution, CommandContext commands, @Nullable String tenant) {
        execution.signal(GO_ON, null);
    }

    @Override
    public Nothing newConfiguration(@Nullable String text) {
        return new Nothing();
    }

    @Override
    public void onDelete(Nothing nothing, JobEntity job) {}
}
