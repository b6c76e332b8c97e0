package io.waybill.process;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.grpc.Status;
import io.waybill.platform.model.contract.Contract;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Zeebe's engine for tests, with workers that answer as the scenario says. */
final class ZeebeStage implements StageEngine {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ZeebeTestEngine engine;
    private final CamundaClient client;
    private final StubWorkers workers;
    private final ZeebeHistory history;
    private Duration ahead = Duration.ZERO;

    ZeebeStage(ZeebeTestEngine engine, Model model, Contract contract, Scenario scenario) {
        this.engine = engine;
        client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .build();
        workers = new StubWorkers(client, model, contract, scenario);
        history = new ZeebeHistory(engine.getRecordStreamSource(), model);
    }

    @Override
    public void deploy(Map<String, String> files) {
        DeployResourceCommandStep1 none = client.newDeployResourceCommand();
        DeployResourceCommandStep2 deployment = null;
        for (Map.Entry<String, String> file : files.entrySet()) {
            deployment = (deployment == null ? none : deployment).addResourceStringUtf8(file.getValue(), file.getKey());
        }
        requireNonNull(deployment).send().join();
    }

    @Override
    public void begin(String process, String businessKey, Map<String, Object> variables) {
        client.newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .variables(variables)
                .send()
                .join();
    }

    @Override
    public void publish(String message, String key, String id, Map<String, Object> variables) {
        unless(
                Status.Code.ALREADY_EXISTS,
                () -> client.newPublishMessageCommand()
                        .messageName(message)
                        .correlationKey(key)
                        .messageId(id)
                        .timeToLive(Duration.ofHours(1))
                        .variables(variables)
                        .send()
                        .join());
    }

    @Override
    public void pass(Duration time) {
        engine.increaseTime(time);
        ahead = ahead.plus(time);
        await().atMost(PATIENCE).until(() -> !history.timerIsDue(now().toEpochMilli()));
    }

    @Override
    public Instant now() {
        return Instant.now().plus(ahead);
    }

    @Override
    public void answer(String step) {
        unless(Status.Code.NOT_FOUND, () -> workers.complete(workers.jobOf(step)));
    }

    private static void unless(Status.Code refused, Runnable command) {
        try {
            command.run();
        } catch (ClientStatusException e) {
            if (e.getStatusCode() != refused) {
                throw e;
            }
        }
    }

    @Override
    public void goOn() {
        do {
            while (workers.work()) {
                // An answer may lead to the next step at once.
            }
            try {
                engine.waitForIdleState(PATIENCE);
            } catch (InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        } while (workers.work());
    }

    @Override
    public Map<String, Object> toldTo(String step) {
        return workers.jobOf(step).getVariablesAsMap();
    }

    @Override
    public boolean keepsTheOrderOfBranches() {
        return true;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public void close() {
        client.close();
    }
}
