package io.waybill.shop.stock;

/** The steps of this module: their job types, which the timeline shows too. */
final class Steps {

    static final String RESERVE = "stock.reserve";
    static final String RECEIVE = "stock.receive";
    static final String RELEASE = "stock.release";
    static final String SHIP = "stock.ship";

    private Steps() {}
}
