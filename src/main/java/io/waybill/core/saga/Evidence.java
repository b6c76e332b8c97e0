package io.waybill.core.saga;

import io.waybill.core.Subject;
import java.util.Optional;

/** What the books of a module say about its steps: asked before a step of any module that needs them. */
public interface Evidence {

    /**
     * Whether a step has had its whole effect for a subject, and still has it. Called inside a transaction. What could
     * still be undone stays locked until its end.
     *
     * @param step the type of its job
     * @return empty if the step is another module's
     */
    Optional<Boolean> of(String step, Subject subject);
}
