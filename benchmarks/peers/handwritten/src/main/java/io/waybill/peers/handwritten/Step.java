package io.waybill.peers.handwritten;

/** What is done for an order in one transaction each. */
enum Step {
    RESERVE_CREDIT,
    RESERVE_STOCK,
    RELEASE_CREDIT,
    RELEASE_STOCK,
    CAPTURE_CREDIT,
    SHIP_STOCK
}
