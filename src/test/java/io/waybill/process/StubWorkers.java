package io.waybill.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes the real workers' place and answers every job as scripted. The job of a step that is held is taken too, but is
 * answered only when the story says so.
 */
final class StubWorkers {

    private final CamundaClient client;
    private final Map<String, Function<ActivatedJob, Map<String, Object>>> answers = new HashMap<>();
    private final Map<String, ActivatedJob> taken = new HashMap<>();
    private final Set<String> held = new HashSet<>();

    StubWorkers(CamundaClient client) {
        this.client = client;
    }

    void answer(String type, Function<ActivatedJob, Map<String, Object>> answer) {
        answers.put(type, answer);
    }

    void hold(String step) {
        held.add(step);
    }

    /** The job of a step that was held, or the last one of a step that was answered. */
    ActivatedJob jobOf(String step) {
        return requireNonNull(taken.get(step), () -> "no job of '" + step + "'");
    }

    /** Takes the jobs there are now and answers them in the order of their types; tells whether there were any. */
    boolean work() {
        List<ActivatedJob> jobs = RealWorkers.BY_JOB_TYPE.entrySet().stream()
                .flatMap(worker -> take(worker.getKey(), worker.getValue().asked()).stream())
                .toList();
        jobs.stream().filter(job -> !held.contains(stepOf(job))).forEach(this::complete);
        return !jobs.isEmpty();
    }

    private List<ActivatedJob> take(String type, List<String> variables) {
        List<ActivatedJob> jobs = client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(10)
                .timeout(Duration.ofDays(1))
                .fetchVariables(variables)
                .send()
                .join()
                .getJobs();
        for (ActivatedJob job : jobs) {
            assertThat(job.getVariablesAsMap()).as("variables of %s", type).containsOnlyKeys(variables);
            taken.put(stepOf(job), job);
        }
        return jobs;
    }

    private static String stepOf(ActivatedJob job) {
        return Model.ORDER_FULFILMENT.nameOf(job.getElementId());
    }

    void complete(ActivatedJob job) {
        Map<String, Object> answer =
                answers.getOrDefault(job.getType(), any -> Map.of()).apply(job);
        assertThat(requireNonNull(RealWorkers.BY_JOB_TYPE.get(job.getType())).answered())
                .as("what the worker of %s answers", job.getType())
                .containsAll(answer.keySet());
        client.newCompleteCommand(job).variables(answer).send().join();
    }
}
