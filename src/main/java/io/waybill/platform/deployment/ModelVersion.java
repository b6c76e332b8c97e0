package io.waybill.platform.deployment;

import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of the model: files that are deployed together.
 *
 * @param version counted from 1
 * @param createdBy the caller's name, or {@link #START_UP}
 * @param reason why it was made, if given
 * @param findings of the check when it was made
 * @param changes compared with the version before, in words
 * @param deployedAt when the engine accepted it
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

    /** What has become of it. */
    enum Status {
        /** It has no errors, and waits for the engine. */
        DEPLOYING,
        /** The engine has it; new orders run on the newest of these. */
        DEPLOYED,
        /** It has errors, or the engine refused it. */
        REFUSED,
        /** A newer version was deployed before it, so it never runs. */
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
