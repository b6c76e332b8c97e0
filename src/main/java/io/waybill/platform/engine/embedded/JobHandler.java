package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.Job;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does the jobs of a type. */
interface JobHandler {

    /** All of them. */
    interface Registry {

        Optional<JobHandler> find(String jobType);
    }

    String type();

    /** Whether its return completes the job; otherwise somebody answers it later. */
    boolean completes();

    /**
     * Does a job, and tells what it answers.
     *
     * @param variables that the job sees, by name
     */
    Map<String, @Nullable Object> call(Function<String, @Nullable Object> variables, Job job) throws Exception;
}
