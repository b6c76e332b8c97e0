package io.waybill.platform.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to move running instances to another version of the model.
 *
 * @param version the target
 */
record Migration(int id, int version, Instant createdAt, String createdBy, String reason) {

    /**
     * An instance to be moved.
     *
     * @param key the business key
     * @param instance its key in the engine
     * @param process id of its process
     * @param definition the engine's key of the process in the target version
     * @param tries how often the engine was asked to move it
     * @param why why it cannot be moved
     */
    record Move(
            String key,
            long instance,
            String process,
            int fromVersion,
            long definition,
            Status status,
            int tries,
            @Nullable String why) {}

    /** What has become of an instance. */
    enum Status {
        /** It is still to be moved. */
        WAITING,
        MOVED,
        /** It cannot be moved, and stays on its version. */
        REFUSED,
        /** It ended before it was moved. */
        ENDED
    }
}
