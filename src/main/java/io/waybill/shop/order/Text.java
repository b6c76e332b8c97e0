package io.waybill.shop.order;

/** Text that others wrote and that has to fit into its column. */
final class Text {

    private static final int LONGEST = 500;

    private Text() {}

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
