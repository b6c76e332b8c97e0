package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.Job;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does the jobs of one type. */
interface JobHandler {

    /** All handlers. */
    interface Registry {

        Optional<JobHandler> find(String jobType);
    }

    String type();

    /** Whether the job is complete when the call returns. Otherwise an answer completes it later. */
    boolean completes();

    /**
     * Does a job and returns the answer.
     *
     * @param variables the variables that the job sees, by name
     */
    Map<String, @Nullable Object> call(Function<String, @Nullable Object> variables, Job job) throws Exception;
}
