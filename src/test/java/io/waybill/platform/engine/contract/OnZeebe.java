package io.waybill.platform.engine.contract;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Plays a case on Zeebe's test engine. */
final class OnZeebe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ZeebeTestEngine engine;
    private final CamundaClient client;
    private final ZeebeLog log;
    private final List<String> done = new ArrayList<>();
    private final Map<String, List<Long>> waiting = new HashMap<>();
    private final List<Long> taken = new ArrayList<>();
    private Duration ahead = Duration.ZERO;

    OnZeebe(ZeebeTestEngine engine) {
        this.engine = engine;
        log = new ZeebeLog(engine.getRecordStreamSource());
        client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .build();
    }

    Outcome play(Case played) {
        deploy(played);
        for (Act act : played.acts) {
            perform(act);
            goOn(played);
        }
        return Outcome.of(done, log.ends(), log.waits(), log.stuck(), log.variables());
    }

    private void deploy(Case played) {
        var command = client.newDeployResourceCommand();
        var files = new ArrayList<>(played.files.entrySet());
        var deployment = command.addResourceStringUtf8(
                files.getFirst().getValue(), files.getFirst().getKey());
        for (var file : files.subList(1, files.size())) {
            deployment = deployment.addResourceStringUtf8(file.getValue(), file.getKey());
        }
        deployment.send().join();
    }

    private void perform(Act act) {
        switch (act) {
            case Act.Starts starts ->
                client.newCreateInstanceCommand()
                        .bpmnProcessId(Case.PROCESS)
                        .latestVersion()
                        .variables(starts.variables())
                        .send()
                        .join();
            case Act.Publishes message ->
                client.newPublishMessageCommand()
                        .messageName(message.name())
                        .correlationKey(message.key())
                        .timeToLive(Duration.ofHours(100))
                        .variables(message.variables())
                        .send()
                        .join();
            case Act.Broadcasts signal ->
                client.newBroadcastSignalCommand()
                        .signalName(signal.signal())
                        .variables(signal.variables())
                        .send()
                        .join();
            case Act.Passes passes -> {
                engine.increaseTime(passes.time());
                ahead = ahead.plus(passes.time());
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> !log.timerIsDue(System.currentTimeMillis() + ahead.toMillis()));
            }
            case Act.Completes completes ->
                client.newCompleteCommand(
                                requireNonNull(waiting.get(completes.job())).removeFirst())
                        .variables(completes.variables())
                        .send()
                        .join();
        }
    }

    private void goOn(Case played) {
        do {
            idle();
        } while (work(played));
    }

    private void idle() {
        try {
            engine.waitForIdleState(PATIENCE);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does one job, if there is one. */
    private boolean work(Case played) {
        return log.openJob(taken)
                .map(type -> {
                    ActivatedJob job = client.newActivateJobsCommand()
                            .jobType(type)
                            .maxJobsToActivate(1)
                            .timeout(Duration.ofDays(1000))
                            .send()
                            .join()
                            .getJobs()
                            .getFirst();
                    taken.add(job.getKey());
                    answer(job, played.answer(type, new HashMap<>(job.getVariablesAsMap())));
                    return true;
                })
                .orElse(false);
    }

    private void answer(ActivatedJob job, Answer answer) {
        switch (answer) {
            case Answer.Done answered -> {
                done.add(Outcome.job(job.getType(), job.getVariablesAsMap()));
                client.newCompleteCommand(job)
                        .variables(answered.variables())
                        .send()
                        .join();
            }
            case Answer.Throws error -> {
                client.newThrowErrorCommand(job)
                        .errorCode(error.code())
                        .variables(error.variables())
                        .send()
                        .join();
            }
            case Answer.Fails fails ->
                client.newFailCommand(job).retries(0).send().join();
            case Answer.Waits waits ->
                waiting.computeIfAbsent(job.getType(), type -> new ArrayList<>())
                        .add(job.getKey());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
