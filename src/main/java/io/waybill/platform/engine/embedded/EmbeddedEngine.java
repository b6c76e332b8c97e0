package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.Definition;
import io.waybill.platform.engine.Engine;
import io.waybill.platform.engine.EngineBusy;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ModelFile;
import io.waybill.platform.engine.StuckStep;
import io.waybill.platform.engine.embedded.dialect.Dialect;
import io.waybill.platform.engine.embedded.dialect.behavior.DecisionResults;
import io.waybill.platform.engine.embedded.parking.Stretches;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.dmn.engine.DmnDecisionResult;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.RepositoryService;
import org.operaton.bpm.engine.RuntimeService;
import org.operaton.bpm.engine.impl.interceptor.CommandExecutor;
import org.operaton.bpm.engine.impl.persistence.entity.JobEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.operaton.bpm.engine.impl.util.DecisionEvaluationUtil;
import org.operaton.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.operaton.bpm.engine.migration.MigrationPlan;
import org.operaton.bpm.engine.migration.MigrationPlanValidationException;
import org.operaton.bpm.engine.repository.DecisionDefinition;
import org.operaton.bpm.engine.repository.DeploymentBuilder;
import org.operaton.bpm.engine.repository.Resource;
import org.operaton.bpm.engine.runtime.ProcessInstance;
import org.operaton.bpm.engine.variable.Variables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Operaton, as Waybill uses it. */
@Component
class EmbeddedEngine implements Engine {

    private static final String DEPLOYMENT = "model";

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final CommandExecutor commands;
    private final JdbcClient db;
    private final MessageDelivery messages;
    private final AnsweredSteps answeredSteps;
    private final Stretches stretches;

    EmbeddedEngine(
            RepositoryService repository,
            RuntimeService runtime,
            CommandExecutor commands,
            JdbcClient db,
            MessageDelivery messages,
            AnsweredSteps answeredSteps,
            Stretches stretches) {
        this.repository = repository;
        this.runtime = runtime;
        this.commands = commands;
        this.db = db;
        this.messages = messages;
        this.answeredSteps = answeredSteps;
        this.stretches = stretches;
    }

    @Override
    public EngineName name() {
        return EngineName.EMBEDDED;
    }

    /**
     * In a transaction of its own: a refusal must not roll back the caller's, in which the caller records it. A timer that
     * starts a process may fire while its deployment replaces it.
     */
    @Override
    public List<Definition> deploy(List<ModelFile> files) {
        requireSupported(files);
        try {
            return stretches.apart(
                    () -> Definitions.of(repository, latestIfItIs(files).orElseGet(() -> deployAnew(files))));
        } catch (ProcessEngineException e) {
            if (Stretches.isLostRace(e)) {
                throw new EngineBusy("A process was just started by its timer", e);
            }
            throw new EngineRefused("The embedded engine refuses the model: " + e.getMessage(), e);
        }
    }

    /**
     * The engine's own duplicate filter would also match an earlier deployment of the same files that a newer one has
     * replaced. The versions of the processes decide what is newest, because clocks can go back.
     */
    private Optional<String> latestIfItIs(List<ModelFile> files) {
        Map<String, String> texts = files.stream().collect(Collectors.toMap(ModelFile::name, ModelFile::text));
        List<String> latest = List.copyOf(db.sql("""
                        select distinct DEPLOYMENT_ID_ from ACT_RE_PROCDEF
                        where DEPLOYMENT_ID_ not in (
                          select old.DEPLOYMENT_ID_ from ACT_RE_PROCDEF old
                          join ACT_RE_PROCDEF newer on newer.KEY_ = old.KEY_ and newer.VERSION_ > old.VERSION_)""").query(String.class).list());
        return latest.stream()
                .filter(deployment -> texts.equals(textsOf(deployment)))
                .findFirst();
    }

    private Map<String, String> textsOf(String deployment) {
        return repository.getDeploymentResources(deployment).stream()
                .collect(Collectors.toMap(
                        Resource::getName,
                        file -> new String(((ResourceEntity) file).getBytes(), StandardCharsets.UTF_8)));
    }

    private String deployAnew(List<ModelFile> files) {
        DeploymentBuilder deployment = repository.createDeployment().name(DEPLOYMENT);
        files.forEach(file -> deployment.addString(file.name(), file.text()));
        return deployment.deploy().getId();
    }

    /** Models are in the database, next to the orders that run them. */
    @Override
    public boolean keepsModels() {
        return repository.createDeploymentQuery().count() > 0;
    }

    private static void requireSupported(List<ModelFile> files) {
        String unsupported = files.stream()
                .filter(file -> file.name().endsWith(".bpmn"))
                .flatMap(file -> Dialect.check(file.text()).stream())
                .map(element -> "%s: %s".formatted(element.element(), element.reason()))
                .collect(Collectors.joining("; "));
        if (!unsupported.isEmpty()) {
            throw new EngineRefused("The embedded engine does not run the model. " + unsupported);
        }
    }

    /** Definitions are in the same database as the orders: neither is lost without the other. */
    @Override
    public boolean knows(long definition) {
        return true;
    }

    @Override
    public void deliver(Message message) {
        messages.deliver(message);
    }

    @Override
    public void stop(long instance) throws Gone {
        requireInstance(instance);
        runtime.deleteProcessInstance(Long.toString(instance), "Stopped by Waybill", false, true, true);
    }

    private ProcessInstance requireInstance(long instance) throws Gone {
        ProcessInstance found = runtime.createProcessInstanceQuery()
                .processInstanceId(Long.toString(instance))
                .singleResult();
        if (found == null) {
            throw new Gone("The embedded engine has no process instance " + instance);
        }
        return found;
    }

    @Override
    public Set<Long> gone(Collection<Long> instances) {
        Set<Long> gone = new HashSet<>(instances);
        if (!gone.isEmpty()) {
            db.sql("select ID_ from ACT_RU_EXECUTION where ID_ in (:ids)")
                    .param("ids", gone.stream().map(String::valueOf).toList())
                    .query(Long.class)
                    .list()
                    .forEach(gone::remove);
        }
        return gone;
    }

    @Override
    public void retry(StuckStep step) throws Gone {
        boolean found = commands.execute(context -> {
            JobEntity job = context.getJobManager().findJobById(Long.toString(step.job()));
            if (job != null) {
                job.setRetries(Declared.of(job).retries());
                job.setDuedate(null);
            }
            return job != null;
        });
        if (!found) {
            throw new Gone("The embedded engine has no job " + step.job());
        }
    }

    @SuppressWarnings("removal") // its replacement runs a batch, which does not report the outcome
    @Override
    public void migrate(long instance, long definition, List<String> elements) throws Gone {
        ProcessInstance moved = requireInstance(instance);
        if (Definitions.key(moved.getProcessDefinitionId()) == definition) {
            return;
        }
        requireAt(moved, elements);
        try {
            MigrationPlan plan = runtime.createMigrationPlan(
                            moved.getProcessDefinitionId(), Definitions.id(db, definition))
                    .mapEqualActivities()
                    .build();
            runtime.newMigration(plan).processInstanceIds(moved.getId()).execute();
        } catch (MigratingProcessInstanceValidationException | MigrationPlanValidationException e) {
            throw new EngineRefused(String.valueOf(e.getMessage()), e);
        } catch (ProcessEngineException e) {
            if (Stretches.isLostRace(e)) {
                throw new EngineBusy("The instance has just moved on", e);
            }
            throw e;
        }
    }

    private void requireAt(ProcessInstance instance, List<String> elements) {
        List<String> elsewhere = runtime.getActiveActivityIds(instance.getId()).stream()
                .filter(element -> !elements.contains(element))
                .toList();
        if (!elsewhere.isEmpty()) {
            throw new EngineRefused("It is at %s, which the other version does not have or defines differently"
                    .formatted(String.join(", ", elsewhere)));
        }
    }

    @Override
    public @Nullable Object decide(String decision, Map<String, ?> variables) {
        return commands.execute(context -> {
            DecisionDefinition latest =
                    context.getDecisionDefinitionManager().findLatestDecisionDefinitionByKeyAndTenantId(decision, null);
            if (latest == null) {
                throw new EngineRefused("There is no decision " + decision);
            }
            try {
                DmnDecisionResult result = DecisionEvaluationUtil.evaluateDecision(
                        context.getProcessEngineConfiguration()
                                .getDeploymentCache()
                                .findDeployedDecisionDefinitionById(latest.getId()),
                        Variables.fromMap(new HashMap<>(variables)));
                return DecisionResults.value(latest, result);
            } catch (Exception e) {
                throw new EngineRefused("The decision %s fails: %s".formatted(decision, e.getMessage()), e);
            }
        });
    }

    @Override
    public boolean isWaiting(long job) {
        return answeredSteps.isWaiting(job);
    }

    @Override
    public void answer(long job, Map<String, ?> variables) throws Gone {
        answeredSteps.answer(job, variables);
    }
}
