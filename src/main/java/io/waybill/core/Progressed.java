package io.waybill.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Subjects have reached another status. Published in the transaction that did it, once for each subject and status, so
 * that listeners can write in the same transaction whatever follows from it.
 *
 * @param all at least one; many if they began together
 */
public record Progressed(List<Progress> all) {

    /**
     * A subject and where it is now.
     *
     * @param customer whose it is
     * @param status such as {@code IN_PRODUCTION}
     * @param ended whether nothing follows
     * @param reason why it ended without success
     */
    public record Progress(
            Subject subject,
            CustomerId customer,
            String status,
            boolean ended,
            Instant at,
            @Nullable String reason) {}

    /** Those of them that have ended. */
    public List<Subject> ended() {
        return all.stream().filter(Progress::ended).map(Progress::subject).toList();
    }
}
