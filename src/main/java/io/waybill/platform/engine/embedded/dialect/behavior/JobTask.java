package io.waybill.platform.engine.embedded.dialect.behavior;

import java.util.List;
import org.operaton.bpm.engine.delegate.Expression;
import org.operaton.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ServiceTaskDelegateExpressionActivityBehavior;
import org.operaton.bpm.engine.impl.migration.instance.MigratingActivityInstance;
import org.operaton.bpm.engine.impl.migration.instance.parser.MigratingInstanceParseContext;
import org.operaton.bpm.engine.impl.migration.validation.activity.SupportedActivityValidator;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.operaton.bpm.engine.impl.pvm.delegate.MigrationObserverBehavior;

/**
 * A task with a job. While it waits for an answer it can be migrated like an external task, which is how it waits: the
 * engine would refuse to migrate a task whose behavior it does not know.
 */
final class JobTask extends ServiceTaskDelegateExpressionActivityBehavior implements MigrationObserverBehavior {

    private static final ExternalTaskActivityBehavior WAITING = new ExternalTaskActivityBehavior(null, null);

    static {
        SupportedActivityValidator.SUPPORTED_ACTIVITY_BEHAVIORS.add(JobTask.class);
    }

    JobTask(Expression step) {
        super(step, List.of());
    }

    @Override
    public void migrateScope(ActivityExecution scope) {
        WAITING.migrateScope(scope);
    }

    @Override
    public void onParseMigratingInstance(MigratingInstanceParseContext context, MigratingActivityInstance instance) {
        WAITING.onParseMigratingInstance(context, instance);
    }
}
