package io.waybill.shop.restock;

/** What became of a restock. */
enum RestockStatus {
    /** The factory was asked and has not answered yet. */
    REQUESTED,
    /** The goods are in stock. */
    MADE,
    /** The factory cannot make it, or did not answer. */
    FAILED
}
