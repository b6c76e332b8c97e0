package io.waybill.process;

import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_ACTIVATED;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_COMPLETED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.grpc.Status;
import io.waybill.model.Contract;
import io.waybill.process.Scenario.Answers;
import io.waybill.process.Scenario.Comes;
import io.waybill.process.Scenario.Happening;
import io.waybill.process.Scenario.Passes;
import io.waybill.process.Scenario.Then;
import io.waybill.process.Scenario.Waits;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Plays one scenario on the test engine and tells what came of it. */
final class Stage implements AutoCloseable {

    private static final String ORDER = "0190a6e2-0000-7000-8000-000000000001";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final FeelEngineApi FEEL = FeelEngineBuilder.create().build();
    private static final JsonMapper JSON = new JsonMapper();

    private final ZeebeTestEngine engine;
    private final Model model;
    private final Contract contract;
    private final Scenario scenario;
    private final CamundaClient client;
    private final StubWorkers workers;
    private final History history;
    private Duration ahead = Duration.ZERO;

    Stage(ZeebeTestEngine engine, Model model, Contract contract, Scenario scenario) {
        this.engine = engine;
        this.model = model;
        this.contract = contract;
        this.scenario = scenario;
        client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .build();
        workers = new StubWorkers(client, model, contract, scenario);
        history = new History(engine.getRecordStreamSource(), model);
    }

    /** @param files their texts by their names; all at once */
    void deploy(Map<String, String> files) {
        DeployResourceCommandStep1 none = client.newDeployResourceCommand();
        DeployResourceCommandStep2 deployment = null;
        for (Map.Entry<String, String> file : files.entrySet()) {
            deployment = (deployment == null ? none : deployment).addResourceStringUtf8(file.getValue(), file.getKey());
        }
        requireNonNull(deployment).send().join();
    }

    void play(List<Happening> when) {
        for (Happening happening : when) {
            switch (happening) {
                case Comes comes -> comes(comes);
                case Passes passes -> passes(passes.time());
                case Answers answers -> answers(answers.step());
                case Waits waits -> waitsAt(waits.elements());
            }
            goOn();
        }
    }

    Duration latestTimer() {
        return history.latestTimer();
    }

    private void comes(Comes comes) {
        CatchEvent event = requireNonNull(model.events().get(comes.event()));
        Map<String, Object> with = new HashMap<>(Map.of("orderId", ORDER));
        with.putAll(scenario.brought().getOrDefault(comes.event(), Map.of()));
        with.putAll(comes.with());
        Message message = Model.messageOf(event);
        if (message == null) {
            client.newCreateInstanceCommand()
                    .bpmnProcessId(model.processId())
                    .latestVersion()
                    .variables(with)
                    .send()
                    .join();
            return;
        }
        Contract.Message sent = requireNonNull(contract.messages().get(message.getName()));
        if (sent.key().isEmpty()) {
            unless(Status.Code.ALREADY_EXISTS, () -> publish(message, ORDER, ORDER, with));
        } else {
            String key = keyOf(comes.event(), message, sent, with);
            with.keySet().retainAll(sent.variables());
            publish(message, key, "", with);
        }
    }

    private void publish(Message message, String key, String id, Map<String, Object> variables) {
        client.newPublishMessageCommand()
                .messageName(message.getName())
                .correlationKey(key)
                .messageId(id)
                .timeToLive(Duration.ofHours(1))
                .variables(variables)
                .send()
                .join();
    }

    /** Of what the event comes with, or else of what the process has. */
    private String keyOf(String event, Message message, Contract.Message sent, Map<String, Object> with) {
        Map<String, Object> context = new HashMap<>();
        history.variables().forEach((name, json) -> context.put(name, JSON.readValue(json, Object.class)));
        context.putAll(with);
        assertThat(context)
                .as(
                        "“%s” needs %s: say it where it comes, as in “%s: {%s: …}”",
                        event, sent.key(), event, sent.key().getLast())
                .containsKeys(sent.key().toArray(String[]::new));
        String expression = message.getSingleExtensionElement(ZeebeSubscription.class)
                .getCorrelationKey()
                .strip();
        EvaluationResult key = FEEL.evaluateExpression(expression.substring(1), context);
        return String.valueOf(key.result());
    }

    private void passes(Duration time) {
        engine.increaseTime(time);
        ahead = ahead.plus(time);
        await().atMost(PATIENCE).until(() -> !history.timerIsDue(System.currentTimeMillis() + ahead.toMillis()));
    }

    /** Of a step that nobody waits for any more, nothing is heard. */
    private void answers(String step) {
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

    /** Until the engine has nothing left to do. */
    private void goOn() {
        do {
            while (workers.work()) {
                // what a step answers may lead to the next one at once
            }
            try {
                engine.waitForIdleState(PATIENCE);
            } catch (InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        } while (workers.work());
    }

    void check() {
        Then then = scenario.then();
        if (then.done() != null) {
            assertThat(history.steps()).as(inFull("The steps that were done")).containsExactlyElementsOf(then.done());
        }
        if (then.undone() != null) {
            assertThat(history.undos())
                    .as(inFull("The undos that were done"))
                    .containsExactlyInAnyOrderElementsOf(then.undone());
        }
        then.told()
                .forEach((step, variables) -> assertThat(workers.jobOf(step).getVariablesAsMap())
                        .as(inFull("What “%s” was told".formatted(step)))
                        .containsAllEntriesOf(variables));
        if (then.standsStill() != null) {
            assertThat(history.incidents()).as(inFull("Where it stands still")).containsOnlyKeys(then.standsStill());
        } else {
            assertThat(history.incidents()).as(inFull("Where it stands still")).isEmpty();
        }
        if (then.waits() != null) {
            waitsAt(then.waits());
        }
        if (then.ends() != null) {
            assertThat(history.ends()).as(inFull("How it ended")).containsExactly(then.ends());
            assertThat(history.processes(ELEMENT_ACTIVATED)).isEqualTo(1);
            assertThat(history.processes(ELEMENT_COMPLETED)).isEqualTo(1);
        }
    }

    private void waitsAt(List<String> elements) {
        assertThat(history.waitingAt()).as(inFull("Where it waits")).containsExactlyInAnyOrderElementsOf(elements);
    }

    private String inFull(String what) {
        return "%s. This is what happened:%n%s%n".formatted(what, history.told());
    }

    Set<String> path() {
        return history.path();
    }

    @Override
    public void close() {
        client.close();
    }
}
