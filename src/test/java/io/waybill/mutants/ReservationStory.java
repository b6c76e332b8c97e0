package io.waybill.mutants;

import io.waybill.mutants.OrderStory.Driver;
import java.util.List;

/**
 * What a customer and the drivers do about a reservation.
 *
 * @param hasCredit whether the customer can pay the fee
 * @param cancels when the customer cancels
 * @param decision about the fee, if somebody reports that the other one did not come
 * @param drivers what the drivers answer, one after the other; the last is how the rest answers
 * @param ends how it ends on the shipped model
 */
record ReservationStory(
        String name, boolean hasCredit, Cancels cancels, Decision decision, List<Driver> drivers, String ends) {

    enum Cancels {
        NEVER,
        AT_ONCE,
        WHEN_OFFERED,
        /** At the same moment as a driver accepts. */
        WHEN_ACCEPTED,
        WHEN_CONFIRMED,
        /** When it has ended. */
        TOO_LATE
    }

    enum Decision {
        /** Both came. */
        NOT_NEEDED,
        FEE_IS_DUE,
        FEE_IS_FORGIVEN,
        /** An operator is asked, and does not answer. */
        NONE
    }

    private static final String COMPLETED = "COMPLETED";
    private static final String CANCELLED = "CANCELLED";

    static final List<ReservationStory> ALL = List.of(
            of("kept"),
            of("no credit").credit(false).ends("REJECTED"),
            of("cancelled at once").cancels(Cancels.AT_ONCE).ends(CANCELLED),
            of("cancelled when offered").cancels(Cancels.WHEN_OFFERED).ends(CANCELLED),
            of("cancelled as it is accepted").cancels(Cancels.WHEN_ACCEPTED).ends(CANCELLED),
            of("cancelled when confirmed").cancels(Cancels.WHEN_CONFIRMED).ends(CANCELLED),
            of("cancelled too late").cancels(Cancels.TOO_LATE),
            of("a driver refuses").drivers(Driver.REFUSES, Driver.ACCEPTS),
            of("a driver is silent").drivers(Driver.IS_SILENT, Driver.ACCEPTS),
            of("no driver answers").drivers(Driver.IS_SILENT).ends(CANCELLED),
            of("all drivers refuse").drivers(Driver.REFUSES).ends(CANCELLED),
            of("missed, and the fee is due").decision(Decision.FEE_IS_DUE),
            of("missed, and the fee is forgiven")
                    .decision(Decision.FEE_IS_FORGIVEN)
                    .ends(CANCELLED),
            of("missed, and nobody decides").decision(Decision.NONE).ends(CANCELLED));

    private static ReservationStory of(String name) {
        return new ReservationStory(name, true, Cancels.NEVER, Decision.NOT_NEEDED, List.of(Driver.ACCEPTS), COMPLETED);
    }

    private ReservationStory credit(boolean hasCredit) {
        return new ReservationStory(name, hasCredit, cancels, decision, drivers, ends);
    }

    private ReservationStory cancels(Cancels cancels) {
        return new ReservationStory(name, hasCredit, cancels, decision, drivers, ends);
    }

    private ReservationStory decision(Decision decision) {
        return new ReservationStory(name, hasCredit, cancels, decision, drivers, ends);
    }

    private ReservationStory drivers(Driver... drivers) {
        return new ReservationStory(name, hasCredit, cancels, decision, List.of(drivers), ends);
    }

    private ReservationStory ends(String ends) {
        return new ReservationStory(name, hasCredit, cancels, decision, drivers, ends);
    }

    /** Whether two things happen at the same time. */
    boolean isRace() {
        return cancels == Cancels.AT_ONCE || cancels == Cancels.WHEN_ACCEPTED;
    }

    Driver driver(int offer) {
        return drivers.get(Math.min(offer, drivers.size()) - 1);
    }
}
