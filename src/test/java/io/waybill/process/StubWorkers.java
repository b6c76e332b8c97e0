package io.waybill.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.waybill.platform.model.contract.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces the real workers and answers every job as the scenario says, or otherwise with the best answer. The job of a
 * held step is taken too, but answered only when the scenario says so.
 */
final class StubWorkers {

    private final CamundaClient client;
    private final Model model;
    private final Contract contract;
    private final Scenario scenario;
    private final StubAnswers answers;
    private final Map<String, List<ActivatedJob>> taken = new HashMap<>();

    StubWorkers(CamundaClient client, Model model, Contract contract, Scenario scenario) {
        this.client = client;
        this.model = model;
        this.contract = contract;
        this.scenario = scenario;
        answers = new StubAnswers(contract, scenario);
    }

    /** The last job of a step, whether it was answered or not. */
    ActivatedJob jobOf(String step) {
        List<ActivatedJob> jobs = taken.getOrDefault(step, List.of());
        assertThat(jobs).as("the jobs of “%s”", step).isNotEmpty();
        return jobs.getLast();
    }

    /** Takes the present jobs and answers them in the order of their types; returns whether there were any. */
    boolean work() {
        List<ActivatedJob> jobs = contract.jobs().values().stream()
                .flatMap(job -> take(job).stream())
                .toList();
        jobs.stream().filter(job -> !scenario.held().contains(stepOf(job))).forEach(this::complete);
        return !jobs.isEmpty();
    }

    private List<ActivatedJob> take(Contract.Job declared) {
        List<String> variables = List.copyOf(declared.reads().keySet());
        List<ActivatedJob> jobs = client.newActivateJobsCommand()
                .jobType(declared.type())
                .maxJobsToActivate(10)
                .timeout(Duration.ofDays(1))
                .fetchVariables(variables)
                .send()
                .join()
                .getJobs();
        for (ActivatedJob job : jobs) {
            assertThat(job.getVariablesAsMap().keySet())
                    .as("the variables of %s", declared.type())
                    .containsAll(declared.needs());
            taken.computeIfAbsent(stepOf(job), step -> new ArrayList<>()).add(job);
        }
        return jobs;
    }

    private String stepOf(ActivatedJob job) {
        return model.processId().equals(job.getBpmnProcessId()) ? model.nameOf(job.getElementId()) : job.getElementId();
    }

    void complete(ActivatedJob job) {
        client.newCompleteCommand(job).variables(answer(job)).send().join();
    }

    private Map<String, Object> answer(ActivatedJob job) {
        String step = stepOf(job);
        int time = taken.getOrDefault(step, List.of()).indexOf(job);
        return answers.ofTime(time, step, job.getType(), job.getCustomHeaders());
    }
}
