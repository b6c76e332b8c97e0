package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.bean.ParameterInfo;
import io.camunda.client.jobhandling.parameter.ParameterResolver;
import io.camunda.client.jobhandling.parameter.ParameterResolverStrategy.ParameterResolverStrategyContext;
import io.waybill.core.Subject;
import io.waybill.platform.engine.Job;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobParametersTest {

    interface Steps {
        void ask(Job job);

        void know(ActivatedJob job);
    }

    final ActivatedJob activated = mock();
    final SubjectsOfJobs subjects = mock();

    private Object handedTo(String step, Class<?> parameter) throws Exception {
        ParameterInfo info = mock();
        when(info.getParameter())
                .thenReturn(Steps.class.getDeclaredMethod(step, parameter).getParameters()[0]);
        ParameterResolver resolver =
                new JobParameters(mock(), subjects).createResolver(new ParameterResolverStrategyContext(info, mock()));
        return resolver.resolve(mock(), activated);
    }

    @Test
    void a_step_may_ask_for_its_job() throws Exception {
        when(activated.getKey()).thenReturn(5L);
        when(activated.getType()).thenReturn("manual");
        when(activated.getProcessInstanceKey()).thenReturn(7L);
        when(activated.getElementId()).thenReturn("Task_Check");
        when(activated.getCustomHeaders()).thenReturn(Map.of("question", "Is it a fraud?"));

        Subject order = new Subject("order-fulfilment", "o-1");
        when(subjects.of(activated)).thenReturn(Optional.of(order));

        assertThat(handedTo("ask", Job.class))
                .isEqualTo(new Job(5, "manual", 7, order, "Task_Check", Map.of("question", "Is it a fraud?")));
    }

    @Test
    void any_other_parameter_is_the_starters() throws Exception {
        assertThat(handedTo("know", ActivatedJob.class)).isSameAs(activated);
    }
}
