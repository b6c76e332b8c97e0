package io.waybill.core;

/** Text that others wrote. */
public final class Texts {

    private Texts() {}

    /**
     * The text if it fits into its column, or else its beginning and an ellipsis.
     *
     * @param most how many characters (code points, as the database counts them) there may be
     */
    public static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
