package io.waybill.core;

/** Helpers for text from outside. */
public final class Texts {

    private Texts() {}

    /**
     * The text if it fits into its column, otherwise its beginning and an ellipsis.
     *
     * @param most the maximum number of characters (code points, as the database counts them)
     */
    public static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
