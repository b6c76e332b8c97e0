package io.waybill.core.refusal;

import org.jspecify.annotations.Nullable;

/**
 * What a caller expects of a thing before it is changed. The code that makes the change checks it with the row locked,
 * so that no other change comes in between.
 */
@FunctionalInterface
public interface Precondition {

    Precondition NONE = current -> {};

    /**
     * Checks the condition against what exists.
     *
     * @param current the tag of what exists; null if nothing exists
     * @throws ChangedMeanwhile if the change must not be made
     */
    void check(@Nullable String current);
}
