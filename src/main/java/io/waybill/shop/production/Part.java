package io.waybill.shop.production;

import io.waybill.core.saga.Step;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an order's production, named by the model if that splits production.
 *
 * @param name up to 40 printable ASCII characters; empty for the whole
 */
record Part(String name) {

    private static final Pattern NAME = Pattern.compile(Step.PLAIN);

    static final Part WHOLE = new Part("");

    Part {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "“%s” is not a part name: use up to 40 printable ASCII characters".formatted(name));
        }
    }

    static Part of(@Nullable String name) {
        return name == null ? WHOLE : new Part(name);
    }

    boolean isWhole() {
        return name.isEmpty();
    }

    /** The sentence, with the part's name if there are several parts. */
    String told(String sentence) {
        return isWhole() ? sentence : "%s (%s)".formatted(sentence, name);
    }
}
