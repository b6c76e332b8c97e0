package io.waybill.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.waybill.platform.model.contract.Contract;
import io.waybill.process.Scenario.Answers;
import io.waybill.process.Scenario.Comes;
import io.waybill.process.Scenario.Happening;
import io.waybill.process.Scenario.In;
import io.waybill.process.Scenario.Passes;
import io.waybill.process.Scenario.Then;
import io.waybill.process.Scenario.Waits;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Plays one scenario on an engine and checks the result. */
final class Stage implements AutoCloseable {

    private static final FeelEngineApi FEEL = FeelEngineBuilder.create().build();
    private static final JsonMapper JSON = new JsonMapper();

    private final String businessKey = UUID.randomUUID().toString();
    private final StageEngine engine;
    private final Model model;
    private final Contract contract;
    private final Scenario scenario;
    private final History history;

    Stage(StageEngine engine, Model model, Contract contract, Scenario scenario) {
        this.engine = engine;
        this.model = model;
        this.contract = contract;
        this.scenario = scenario;
        history = engine.history();
    }

    /** @param files text by file name, deployed together */
    void deploy(Map<String, String> files) {
        engine.deploy(files);
    }

    void play(List<Happening> when) {
        for (Happening happening : when) {
            switch (happening) {
                case Comes comes -> comes(comes);
                case Passes passes -> engine.pass(passes.time());
                case Answers answers -> engine.answer(answers.step());
                case Waits waits -> waitsAt(waits.elements());
            }
            engine.goOn();
        }
    }

    Duration latestTimer() {
        return history.latestTimer();
    }

    private void comes(Comes comes) {
        CatchEvent event = requireNonNull(model.events().get(comes.event()));
        Map<String, Object> with = new HashMap<>(Map.of(contract.businessKey(model.processId()), businessKey));
        with.putAll(scenario.brought().getOrDefault(comes.event(), Map.of()));
        with.putAll(comes.with());
        with.replaceAll((variable, value) -> value instanceof In in ? fromNow(in) : value);
        Message message = Model.messageOf(event);
        if (message == null) {
            engine.begin(model.processId(), businessKey, with);
            return;
        }
        Contract.Message sent = requireNonNull(contract.messages().get(message.getName()));
        if (sent.starts().equals(model.processId())) {
            engine.publish(message.getName(), businessKey, businessKey, with);
        } else {
            String key = keyOf(comes.event(), message, sent, with);
            with.keySet().retainAll(sent.variables().keySet());
            engine.publish(message.getName(), key, "", with);
        }
    }

    /** As Waybill writes times: in whole seconds. */
    private String fromNow(In in) {
        return engine.now().plus(in.time()).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The correlation key, from the variables of the event or otherwise of the process. */
    private String keyOf(String event, Message message, Contract.Message sent, Map<String, Object> with) {
        Map<String, Object> context = new HashMap<>();
        history.variables().forEach((name, json) -> context.put(name, JSON.readValue(json, Object.class)));
        context.putAll(with);
        assertThat(context)
                .as(
                        "“%s” needs %s: give it with the event, as in “%s: {%s: …}”",
                        event, sent.key(), event, sent.key().getLast())
                .containsKeys(sent.key().toArray(String[]::new));
        String expression = message.getSingleExtensionElement(ZeebeSubscription.class)
                .getCorrelationKey()
                .strip();
        EvaluationResult key = FEEL.evaluateExpression(expression.substring(1), context);
        return String.valueOf(key.result());
    }

    /** Steps of the same job type that follow one another are by name: in parallel, either may come first. */
    private List<String> byName(List<String> steps) {
        Map<String, String> types = model.steps(false);
        List<String> sorted = new ArrayList<>();
        int first = 0;
        for (String step : steps) {
            if (!Objects.equals(types.get(step), sorted.isEmpty() ? null : types.get(sorted.getLast()))) {
                first = sorted.size();
            }
            sorted.add(step);
            Collections.sort(sorted.subList(first, sorted.size()));
        }
        return sorted;
    }

    void check() {
        Then then = scenario.then();
        if (then.done() != null) {
            var done = assertThat(byName(history.steps())).as(inFull("The steps that were done"));
            if (engine.keepsTheOrderOfBranches()) {
                done.containsExactlyElementsOf(byName(then.done()));
            } else {
                done.containsExactlyInAnyOrderElementsOf(then.done());
            }
        }
        if (then.undone() != null) {
            assertThat(history.undos())
                    .as(inFull("The undos that were done"))
                    .containsExactlyInAnyOrderElementsOf(then.undone());
        }
        then.told()
                .forEach((step, variables) -> assertThat(engine.toldTo(step))
                        .as(inFull("What “%s” got".formatted(step)))
                        .containsAllEntriesOf(variables));
        if (then.standsStill() != null) {
            assertThat(history.incidents()).as(inFull("Where it is stuck")).containsOnlyKeys(then.standsStill());
        } else {
            assertThat(history.incidents()).as(inFull("Where it is stuck")).isEmpty();
        }
        if (then.waits() != null) {
            waitsAt(then.waits());
        }
        if (then.ends() != null) {
            assertThat(history.ends()).as(inFull("How it ended")).containsExactly(then.ends());
            assertThat(history.begun()).isEqualTo(1);
            assertThat(history.completed()).isEqualTo(1);
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
        engine.close();
    }
}
