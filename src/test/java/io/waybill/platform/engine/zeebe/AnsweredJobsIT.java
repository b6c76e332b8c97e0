package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status;
import io.waybill.embedded.SharedZeebe;
import io.waybill.platform.engine.Gone;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real engine does with a job that waits for an answer. */
class AnsweredJobsIT {

    String type;
    CamundaClient camunda;
    ZeebeEngine engine;

    @BeforeEach
    void a_process_that_asks() {
        type = "ask-" + UUID.randomUUID();
        camunda = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create(SharedZeebe.address()))
                .preferRestOverGrpc(false)
                .build();
        engine = new ZeebeEngine(camunda);
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
    void an_answer_completes_a_job_whose_time_out_has_passed() throws Exception {
        long job = take(Duration.ofMillis(1)).getKey();
        await("the job to be given out again")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !isGivenOut(job));

        engine.answer(job, Map.of("fraudSuspected", false));

        assertThat(engine.isWaiting(job)).isFalse();
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
            assertThat(engine.isWaiting(job)).isTrue();
            return false;
        }
    }

    @Test
    void a_job_that_is_kept_does_not_come_again() {
        long job = take(Duration.ofSeconds(1)).getKey();

        assertThat(engine.isWaiting(job)).isTrue();

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
    void a_job_that_is_gone_is_reported() {
        ActivatedJob job = take(Duration.ofMinutes(1));
        camunda.newCancelInstanceCommand(job.getProcessInstanceKey()).send().join();

        assertThat(engine.isWaiting(job.getKey())).isFalse();
        assertThatThrownBy(() -> engine.answer(job.getKey(), Map.of("fraudSuspected", false)))
                .isInstanceOf(Gone.class);
    }

    @Test
    void a_job_counts_as_waiting_while_the_engine_does_not_answer() {
        try (CamundaClient away = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://localhost:1"))
                .preferRestOverGrpc(false)
                .build()) {
            assertThat(new ZeebeEngine(away).isWaiting(1)).isTrue();
        }
    }
}
