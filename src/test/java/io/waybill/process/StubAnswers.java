package io.waybill.process;

import static java.util.Objects.requireNonNull;

import io.waybill.platform.model.contract.Contract;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What steps answer: what the scenario says, or otherwise the best answer. */
final class StubAnswers {

    private final Contract contract;
    private final Scenario scenario;
    private final Map<String, Integer> times = new HashMap<>();

    StubAnswers(Contract contract, Scenario scenario) {
        this.contract = contract;
        this.scenario = scenario;
    }

    /** The answer for the next time that a step is done. */
    Map<String, Object> next(String step, String jobType, Map<String, String> headers) {
        return ofTime(times.merge(step, 1, Integer::sum) - 1, step, jobType, headers);
    }

    /** The answer for the n-th time that a step is done, counted from 0. */
    Map<String, Object> ofTime(int time, String step, String jobType, Map<String, String> headers) {
        List<Map<String, Object>> answers = scenario.answers().get(step);
        if (answers != null) {
            return answers.get(Math.min(time, answers.size() - 1));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        requireNonNull(contract.jobs().get(jobType))
                .answers(headers)
                .forEach((variable, type) -> answer.put(variable, good(step, type)));
        return answer;
    }

    /** The best answer: yes, nothing is missing, the first. */
    private static Object good(String step, Type type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class || type == long.class) {
            return 1;
        }
        if (type.getTypeName().matches("java\\.util\\.List<.*|.*\\[]")) {
            return List.of();
        }
        throw new IllegalArgumentException("Say under “given” what “%s” answers".formatted(step));
    }
}
