package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.camunda.client.api.response.ActivatedJob;
import io.waybill.OrdersInTests;
import io.waybill.core.OrderId;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.process.Processes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubjectsOfJobsTest {

    static final OrderId ORDER = OrderId.next();

    final Processes processes = mock();
    final ProcessInstances instances = mock();
    final SubjectsOfJobs subjects = new SubjectsOfJobs(processes, instances);

    @BeforeEach
    void orders() {
        OrdersInTests orders = new OrdersInTests();
        when(processes.find(OrderId.PROCESS)).thenReturn(Optional.of(orders));
        when(processes.all()).thenReturn(List.of(orders));
    }

    private static ActivatedJob job(String process, Map<String, Object> variables) {
        ActivatedJob job = mock();
        when(job.getBpmnProcessId()).thenReturn(process);
        when(job.getVariablesAsMap()).thenReturn(variables);
        when(job.getProcessInstanceKey()).thenReturn(7L);
        when(job.getProcessDefinitionKey()).thenReturn(3L);
        return job;
    }

    @Test
    void the_variable_that_its_process_declares_is_the_business_key() {
        ActivatedJob job = job(OrderId.PROCESS, Map.of("orderId", ORDER.value()));

        subjects.note(job);

        assertThat(subjects.of(job)).contains(ORDER.subject());
        verify(instances).note(7, 3, ORDER.subject());
    }

    @Test
    void a_called_process_works_for_the_subject_of_its_caller_but_is_no_instance_of_it() {
        ActivatedJob called = job("check-address", Map.of("orderId", ORDER.value()));

        subjects.note(called);

        assertThat(subjects.of(called)).contains(ORDER.subject());
        verify(instances, never()).note(anyLong(), anyLong(), any());
    }

    @Test
    void a_job_without_a_key_is_about_nothing() {
        ActivatedJob malformed = job(OrderId.PROCESS, Map.of("orderId", "o-1"));
        ActivatedJob without = job("check-address", Map.of());

        subjects.note(malformed);
        subjects.note(without);

        assertThat(subjects.of(malformed)).isEmpty();
        assertThat(subjects.of(without)).isEmpty();
        verify(instances, never()).note(anyLong(), anyLong(), any());
    }
}
