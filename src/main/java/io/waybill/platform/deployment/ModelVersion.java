package io.waybill.platform.deployment;

import io.waybill.platform.model.Finding;
import io.waybill.platform.model.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Model files that belong together and ran, run, or were to run.
 *
 * @param version counted from 1
 * @param createdBy the caller's name, or {@link #START_UP}
 * @param reason why, if somebody said so
 * @param findings of the check, when it was made
 * @param changes against the version before, in words
 * @param deployedAt when the engine took it
 * @param refusal why it does not run, if it was refused
 */
record ModelVersion(
        int version,
        Status status,
        Origin origin,
        List<Source> files,
        Instant createdAt,
        String createdBy,
        @Nullable String reason,
        List<Finding> findings,
        List<String> changes,
        @Nullable Instant deployedAt,
        @Nullable String refusal) {

    static final String START_UP = "start-up";

    /** How far it came. */
    enum Status {
        /** It is right, and waits for the engine. */
        DEPLOYING,
        /** The engine has it; the newest of these is the one that new orders run by. */
        DEPLOYED,
        /** It has errors, or the engine did not take it. */
        REFUSED,
        /** A newer one came before the engine had taken it, so it never runs. */
        OVERTAKEN
    }

    /** Where its files came from. */
    enum Origin {
        /** They are in Waybill's jar. */
        JAR,
        /** Somebody sent them. */
        SENT,
        /** They are those of an earlier version. */
        ROLLBACK
    }
}
