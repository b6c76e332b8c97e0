package io.waybill.peers.handwritten;

/** How it stands with an order's credit or stock. */
enum Standing {
    ASKED,
    HELD,
    REFUSED,
    RELEASED,
    TAKEN;

    boolean isNothing() {
        return this == REFUSED || this == RELEASED;
    }
}
