package org.example.declared;

import io.waybill.core.saga.Sends;

/** Declarations, outside Waybill's packages, where its own are looked for. */
public final class Starts {

    private Starts() {}

    public static final class WithKey {

        @Sends(message = "reservation.placed", starts = "driver-reservation", businessKey = "reservationId")
        void placed() {}
    }

    public static final class WithoutKey {

        @Sends(message = "reservation.placed", starts = "driver-reservation")
        void placed() {}
    }
}
