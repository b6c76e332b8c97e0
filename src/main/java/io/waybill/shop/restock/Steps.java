package io.waybill.shop.restock;

/** The step of this module: its job type. */
final class Steps {

    static final String REQUEST = "restock.request";

    private Steps() {}
}
