package io.waybill.race.rest;

import io.waybill.race.Race;
import io.waybill.race.RaceDescription;
import java.time.Instant;

/**
 * A race as REST shows it.
 *
 * @param closesAt until when runners can enter and withdraw
 * @param metres its distance
 * @param fee what an entry costs, in the currency's smallest unit
 * @param taken how many of its places are taken
 * @param waiting how many entries are on the waiting list
 */
record RaceView(
        String id,
        String name,
        Instant startsAt,
        Instant closesAt,
        int metres,
        int places,
        long fee,
        int taken,
        int waiting) {

    static RaceView of(Race race) {
        RaceDescription description = race.description();
        return new RaceView(
                race.id().value(),
                description.name(),
                description.startsAt(),
                description.closesAt(),
                description.metres(),
                description.places(),
                description.fee().amount(),
                race.taken(),
                race.waiting());
    }
}
