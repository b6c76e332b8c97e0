package io.waybill.shop.item;

import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Unprocessable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an item is restocked.
 *
 * @param level it is, as soon as fewer pieces are available
 * @param target up to so many
 */
record Reorder(long level, long target) {

    /** As many as a factory makes at once. */
    static final long MOST_PIECES = 1_000_000;

    /**
     * What a caller sent; null if nothing.
     *
     * @throws Unprocessable if the two do not go together
     */
    static @Nullable Reorder of(@Nullable Long level, @Nullable Long target) {
        if (level == null && target == null) {
            return null;
        }
        if (level == null) {
            throw mistake("reorderLevel", "is missing: below which level is the item restocked?");
        }
        if (target == null) {
            throw mistake("reorderTarget", "is missing: up to how many pieces is the item restocked?");
        }
        if (target < level) {
            throw mistake("reorderTarget", "is less than reorderLevel");
        }
        return new Reorder(level, target);
    }

    private static Unprocessable mistake(String field, String message) {
        return new Unprocessable(List.of(new FieldError(field, message)));
    }
}
