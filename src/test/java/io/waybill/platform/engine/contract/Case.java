package io.waybill.platform.engine.contract;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A small model and what happens to it. There is no expected outcome: both engines have to agree. */
final class Case {

    /** The id of the process that is started. */
    static final String PROCESS = "p";

    final String topic;
    final String name;
    final Map<String, String> files = new LinkedHashMap<>();
    final List<Act> acts = new ArrayList<>();
    private final Map<String, Function<Map<String, @Nullable Object>, Answer>> answers = new HashMap<>();
    boolean ordered = true;

    @Nullable
    Difference difference;

    /**
     * How the engines differ, in words for an analyst.
     *
     * @param rule the rule of the model check that refuses such a model; empty if none does
     * @param check what the model check does about it
     */
    record Difference(String sentence, String rule, String check) {}

    Case(String topic, String name, BpmnModelInstance... models) {
        this.topic = topic;
        this.name = name;
        for (BpmnModelInstance model : models) {
            files.put("model-%d.bpmn".formatted(files.size()), Bpmn.convertToString(model));
        }
    }

    Case decision(String dmn) {
        files.put("decision-%d.dmn".formatted(files.size()), dmn);
        return this;
    }

    Case starts() {
        return starts(Map.of());
    }

    Case starts(Map<String, ? extends @Nullable Object> variables) {
        acts.add(new Act.Starts(variables));
        return this;
    }

    Case publishes(String name, String key, Map<String, ? extends @Nullable Object> variables) {
        acts.add(new Act.Publishes(name, key, variables));
        return this;
    }

    Case publishes(String name, String key) {
        return publishes(name, key, Map.of());
    }

    Case broadcasts(String signal, Map<String, ? extends @Nullable Object> variables) {
        acts.add(new Act.Broadcasts(signal, variables));
        return this;
    }

    Case passes(String time) {
        acts.add(new Act.Passes(Duration.parse(time)));
        return this;
    }

    Case completes(String job, Map<String, ? extends @Nullable Object> variables) {
        acts.add(new Act.Completes(job, variables));
        return this;
    }

    Case job(String type, Map<String, ? extends @Nullable Object> variables) {
        return job(type, new Answer.Done(variables));
    }

    Case job(String type, Answer answer) {
        return job(type, (Map<String, @Nullable Object> seen) -> answer);
    }

    Case job(String type, Function<Map<String, @Nullable Object>, Answer> answer) {
        answers.put(type, answer);
        return this;
    }

    Case error(String type, String code, Map<String, ? extends @Nullable Object> variables) {
        return job(type, new Answer.Throws(code, variables));
    }

    Case fails(String type) {
        return job(type, new Answer.Fails());
    }

    Case waits(String type) {
        return job(type, new Answer.Waits());
    }

    /** Branches run at the same time, so the order of their jobs means nothing. */
    Case inAnyOrder() {
        ordered = false;
        return this;
    }

    /** The engines differ, and the model check refuses such a model. */
    Case isRefusedBy(String rule, String sentence) {
        difference = new Difference(sentence, rule, "refused: `%s`".formatted(rule));
        return this;
    }

    /** The engines differ, and the model check accepts such a model. */
    Case differs(String sentence, String check) {
        difference = new Difference(sentence, "", check);
        return this;
    }

    Answer answer(String job, Map<String, @Nullable Object> seen) {
        return answers.getOrDefault(job, any -> new Answer.Done(Map.of())).apply(seen);
    }

    @Override
    public String toString() {
        return topic + ": " + name;
    }
}
