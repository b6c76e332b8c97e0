package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.embedded.dialect.behavior.Results;
import io.waybill.platform.engine.embedded.parking.Stretches;
import java.util.Map;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;
import org.operaton.bpm.engine.impl.interceptor.CommandExecutor;
import org.operaton.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.springframework.stereotype.Component;

/** The steps that only an answer completes. Each is an external task of the engine, which waits as long as it takes. */
@Component
class AnsweredSteps {

    private final CommandExecutor commands;
    private final Stretches stretches;

    AnsweredSteps(CommandExecutor commands, Stretches stretches) {
        this.commands = commands;
        this.stretches = stretches;
    }

    boolean isWaiting(long job) {
        return commands.execute(context -> find(context, job) != null);
    }

    void answer(long job, Map<String, ?> variables) throws Gone {
        boolean answered = stretches.run(() -> commands.execute(context -> complete(context, job, variables)));
        if (!answered) {
            throw new Gone("The embedded engine has no job " + job);
        }
    }

    private static boolean complete(CommandContext context, long job, Map<String, ?> variables) {
        ExternalTaskEntity task = find(context, job);
        if (task == null) {
            return false;
        }
        Results.write(task.getExecution(), variables);
        task.complete(null, null);
        return true;
    }

    private static ExternalTaskEntity find(CommandContext context, long job) {
        return context.getExternalTaskManager().findExternalTaskById(Long.toString(job));
    }
}
