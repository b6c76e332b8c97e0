package io.waybill.platform.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That running orders are to go on by another version of the model.
 *
 * @param version to which
 */
record Migration(int id, int version, Instant createdAt, String createdBy, String reason) {

    /**
     * An order's part in it.
     *
     * @param instance its key in the engine
     * @param process its id
     * @param definition by which key the engine knows the process in the version that it is moved to
     * @param tries how often the engine said that it is in the middle of something
     * @param why it cannot be moved
     */
    record Order(
            String order,
            long instance,
            String process,
            int fromVersion,
            long definition,
            Status status,
            int tries,
            @Nullable String why) {}

    /** How far an order is with it. */
    enum Status {
        /** It is still to be moved. */
        WAITING,
        MOVED,
        /** It cannot be moved, and goes on by its version. */
        REFUSED,
        /** It ended before it was moved. */
        ENDED
    }
}
