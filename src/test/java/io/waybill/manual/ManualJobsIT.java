package io.waybill.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status;
import io.waybill.embedded.SharedServers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real engine does with a job that waits for people. */
class ManualJobsIT {

    ManualSteps steps;
    String type;
    CamundaClient camunda;
    ManualJobs jobs;

    @BeforeEach
    void a_process_that_asks() {
        steps = mock();
        type = "ask-" + UUID.randomUUID();
        String address =
                (String) Objects.requireNonNull(SharedServers.get().properties().get("camunda.client.grpc-address"));
        camunda = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create(address))
                .preferRestOverGrpc(false)
                .build();
        jobs = new ManualJobs(camunda, steps);
        camunda.newDeployResourceCommand()
                .addResourceStringUtf8(
                        Bpmn.convertToString(Bpmn.createExecutableProcess(type)
                                .startEvent()
                                .serviceTask("Task_Ask", task -> task.zeebeJobType(type))
                                .endEvent()
                                .done()),
                        type + ".bpmn")
                .send()
                .join();
    }

    @AfterEach
    void close() {
        camunda.close();
    }

    private ActivatedJob take(Duration timeOut) {
        camunda.newCreateInstanceCommand()
                .bpmnProcessId(type)
                .latestVersion()
                .send()
                .join();
        List<ActivatedJob> taken = camunda.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .timeout(timeOut)
                .send()
                .join()
                .getJobs();
        assertThat(taken).hasSize(1);
        return taken.getFirst();
    }

    @Test
    void an_answer_completes_a_job_whose_time_out_has_passed() {
        long job = take(Duration.ofMillis(1)).getKey();
        await("the job to be given out again")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !isGivenOut(job));

        jobs.complete(new Completion(1, job, Map.of("fraudSuspected", false)));

        verify(steps, never()).gone(anyLong(), any());
        assertThat(jobs.keep(job)).isFalse();
    }

    private boolean isGivenOut(long job) {
        try {
            camunda.newUpdateTimeoutCommand(job)
                    .timeout(Duration.ofMillis(1))
                    .send()
                    .join();
            return true;
        } catch (ClientStatusException e) {
            assertThat(e.getStatusCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(jobs.keep(job)).isTrue();
            return false;
        }
    }

    @Test
    void a_job_that_is_kept_does_not_come_again() {
        long job = take(Duration.ofSeconds(1)).getKey();

        assertThat(jobs.keep(job)).isTrue();

        assertThat(camunda.newActivateJobsCommand()
                        .jobType(type)
                        .maxJobsToActivate(1)
                        .requestTimeout(Duration.ofSeconds(3))
                        .send()
                        .join()
                        .getJobs())
                .isEmpty();
    }

    @Test
    void a_job_that_is_gone_is_told() {
        ActivatedJob job = take(Duration.ofMinutes(1));
        camunda.newCancelInstanceCommand(job.getProcessInstanceKey()).send().join();

        assertThat(jobs.keep(job.getKey())).isFalse();
        jobs.complete(new Completion(1, job.getKey(), Map.of("fraudSuspected", false)));

        verify(steps).gone(1, ManualStep.State.ANSWERED);
    }

    @Test
    void as_long_as_the_engine_does_not_answer_the_job_is_taken_to_be_there() {
        try (CamundaClient away = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://localhost:1"))
                .preferRestOverGrpc(false)
                .build()) {
            assertThat(new ManualJobs(away, steps).keep(1)).isTrue();
        }
    }
}
