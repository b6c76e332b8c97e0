package io.waybill.shop.order;

/** The steps of orders: job types, other entries of the timeline, and the steps of participants that change an order. */
public final class Steps {

    public static final String PLACE = "order.place";
    public static final String COMMIT = "order.commit";
    public static final String COMPLETE = "order.complete";
    public static final String REJECT = "order.reject";
    public static final String CANCEL = "order.cancel";
    public static final String CANCEL_REQUESTED = "order.cancel-requested";
    public static final String END = "order.end";
    public static final String RESTART = "order.restart";

    // Of the participants
    public static final String ACCOUNT_RESERVE = "account.reserve";
    public static final String ACCOUNT_CAPTURE = "account.capture";
    public static final String STOCK_RESERVE = "stock.reserve";
    public static final String STOCK_SHIP = "stock.ship";
    public static final String PRODUCTION_REQUEST = "production.request";
    public static final String PRODUCTION_FAILED = "production.failed";
    public static final String DELIVERY_BOOK = "delivery.book";
    public static final String DELIVERY_ACCEPTED = "delivery.accepted";
    public static final String DELIVERY_OFFER = "delivery.offer";

    private Steps() {}
}
