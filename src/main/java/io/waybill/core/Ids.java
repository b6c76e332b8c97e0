package io.waybill.core;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.regex.Pattern;

/** Ids: UUIDs of version 7 in their canonical lower-case form. */
public final class Ids {

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A new id. Later ones sort after earlier ones, so that new rows are appended to the index. */
    public static String next() {
        return GENERATOR.generate().toString();
    }

    /** Whether a text is written like an id. */
    public static boolean isId(String text) {
        return CANONICAL.matcher(text).matches();
    }

    /**
     * Checks that a text is written like an id.
     *
     * @param what it should be the id of, such as {@code an order}
     * @throws IllegalArgumentException if it is not
     */
    public static void require(String text, String what) {
        if (!isId(text)) {
            throw new IllegalArgumentException("Not the id of %s: %s".formatted(what, text));
        }
    }
}
