package io.waybill.platform.engine.zeebe;

import io.camunda.client.api.JsonMapper;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.jobhandling.parameter.DefaultParameterResolverStrategy;
import io.camunda.client.jobhandling.parameter.ParameterResolver;
import io.waybill.platform.engine.Job;
import org.springframework.stereotype.Component;

/** Lets a step take its {@link Job} as a parameter, whichever engine runs it. */
@Component
@ConditionalOnZeebe
class JobParameters extends DefaultParameterResolverStrategy {

    private final SubjectsOfJobs subjects;

    JobParameters(JsonMapper json, SubjectsOfJobs subjects) {
        super(json);
        this.subjects = subjects;
    }

    @Override
    public ParameterResolver createResolver(ParameterResolverStrategyContext context) {
        return context.parameterInfo().getParameter().getType() == Job.class
                ? (client, job) -> of(job)
                : super.createResolver(context);
    }

    private Job of(ActivatedJob job) {
        return new Job(
                job.getKey(),
                job.getType(),
                job.getProcessInstanceKey(),
                subjects.of(job).orElse(null),
                job.getElementId(),
                job.getCustomHeaders());
    }
}
