package io.waybill.platform.audit;

import java.time.Duration;

/** How much of the database's time a check of many orders takes. */
enum Pace {
    /** All that it needs, as somebody waits for it. */
    AT_ONCE(0),
    /** A quarter of it, as orders come first. */
    BESIDE_ORDERS(3);

    private final int rests;

    Pace(int rests) {
        this.rests = rests;
    }

    /** @throws IllegalStateException if Waybill stops meanwhile */
    void restFrom(Duration work) {
        try {
            Thread.sleep(work.multipliedBy(rests));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The check is given up, as Waybill stops", e);
        }
    }
}
