package io.waybill.platform.engine.zeebe;

import static io.waybill.platform.engine.zeebe.Answers.await;
import static io.waybill.platform.engine.zeebe.Answers.awaitNew;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.command.MigrateProcessInstanceCommandStep1.MigrateProcessInstanceCommandFinalStep;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.grpc.Status;
import io.waybill.platform.engine.Definition;
import io.waybill.platform.engine.Engine;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ModelFile;
import io.waybill.platform.engine.StuckStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A Camunda 8 cluster, used through the commands of its gateway. */
@Component
@ConditionalOnZeebe
class ZeebeEngine implements Engine {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String NO_ELEMENT = "no-such-element";

    private static final String LEFT_ALREADY =
            "terminate instructions with an element instance that could not be found";

    private final CamundaClient camunda;

    ZeebeEngine(CamundaClient camunda) {
        this.camunda = camunda;
    }

    @Override
    public EngineName name() {
        return EngineName.ZEEBE;
    }

    @Override
    public List<Definition> deploy(List<ModelFile> files) {
        DeployResourceCommandStep1 command = camunda.newDeployResourceCommand();
        for (ModelFile file : files) {
            command = command.addResourceBytes(file.text().getBytes(StandardCharsets.UTF_8), file.name());
        }
        return awaitNew(((DeployResourceCommandStep2) command).send(), "cannot deploy models").getProcesses().stream()
                .map(process -> new Definition(
                        process.getProcessDefinitionKey(), process.getBpmnProcessId(), process.getVersion()))
                .toList();
    }

    /**
     * There is no query for this over gRPC. But the engine refuses to start an instance at an element that does not
     * exist, and refuses with NOT_FOUND if it does not know the process.
     */
    @Override
    public boolean knows(long definition) {
        try {
            await(
                    camunda.newCreateInstanceCommand()
                            .processDefinitionKey(definition)
                            .startBeforeElement(NO_ELEMENT)
                            .requestTimeout(PATIENCE)
                            .send(),
                    "cannot look up definitions");
            return true;
        } catch (EngineRefused e) {
            return true;
        } catch (Gone e) {
            return false;
        }
    }

    /** Returns when the engine has the message, from this call or from an earlier one whose answer was lost. */
    @Override
    public void deliver(Message message) {
        try {
            awaitNew(
                    camunda.newPublishMessageCommand()
                            .messageName(message.name())
                            .correlationKey(message.key())
                            .messageId(message.id())
                            .timeToLive(message.keep())
                            .variables(message.variables())
                            .send(),
                    "cannot accept messages");
        } catch (ClientStatusException e) {
            if (e.getStatusCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    @Override
    public void stop(long instance) throws Gone {
        await(
                camunda.newCancelInstanceCommand(instance)
                        .requestTimeout(PATIENCE)
                        .send(),
                "cannot stop instances");
    }

    @Override
    public Set<Long> gone(Collection<Long> instances) {
        return InstanceCheck.gone(camunda, instances);
    }

    /**
     * To resolve the engine's incident, its key would be needed, which gRPC does not give. So the task is terminated
     * and activated again, which removes the incident. The step's compensation stays as it was. A task that is itself a
     * compensation must not be retried this way: the engine would never go on after it.
     */
    @Override
    public void retry(StuckStep step) throws Gone {
        try {
            await(
                    camunda.newModifyProcessInstanceCommand(step.instance())
                            .activateElement(step.element())
                            .and()
                            .terminateElement(step.elementInstance())
                            .send(),
                    "cannot retry steps");
        } catch (EngineRefused e) {
            String refusal = String.valueOf(e.getMessage());
            if (refusal.contains(LEFT_ALREADY)) {
                throw new Gone(refusal, e);
            }
            throw e;
        }
    }

    @Override
    public void migrate(long instance, long definition, List<String> elements) throws Gone {
        MigrateProcessInstanceCommandFinalStep command = camunda.newMigrateProcessInstanceCommand(instance)
                .migrationPlan(definition)
                .addMappingInstruction(elements.getFirst(), elements.getFirst());
        for (String element : elements.subList(1, elements.size())) {
            command = command.addMappingInstruction(element, element);
        }
        await(command.send(), "cannot migrate instances");
    }

    @Override
    public Optional<String> limitOfMigration() {
        return Brokers.limitOfMigration(camunda);
    }

    @Override
    public @Nullable Object decide(String decision, Map<String, ?> variables) {
        EvaluateDecisionResponse answer = awaitNew(
                camunda.newEvaluateDecisionCommand()
                        .decisionId(decision)
                        .variables(variables)
                        .requestTimeout(PATIENCE)
                        .send(),
                "cannot evaluate decisions");
        String failure = answer.getFailureMessage();
        if (failure != null && !failure.isEmpty()) {
            throw new EngineRefused("The decision %s fails: %s".formatted(decision, failure));
        }
        return JsonMapper.shared().readValue(answer.getDecisionOutput(), Object.class);
    }

    @Override
    public boolean isWaiting(long job) {
        return KeptJobs.keep(camunda, job);
    }

    /** Completes a job, even if its time-out has passed. */
    @Override
    public void answer(long job, Map<String, ?> variables) throws Gone {
        try {
            camunda.newCompleteCommand(job).variables(variables).send().join();
        } catch (ClientStatusException e) {
            if (e.getStatusCode() == Status.Code.FAILED_PRECONDITION) {
                throw new Gone(String.valueOf(e.getMessage()), e);
            }
            throw Answers.translated(e, "cannot accept answers");
        }
    }
}
