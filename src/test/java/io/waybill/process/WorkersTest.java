package io.waybill.process;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What must hold for the workers, whichever model needs them. */
class WorkersTest {

    @Test
    void every_worker_has_a_task_in_some_model_and_no_other_worker_does_its_job() {
        assertThat(RealWorkers.JOB_TYPES)
                .containsExactlyInAnyOrderElementsOf(Model.all().stream()
                        .flatMap(model -> model.jobTypes().stream())
                        .collect(toSet()));
    }
}
