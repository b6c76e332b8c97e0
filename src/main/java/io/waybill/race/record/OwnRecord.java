package io.waybill.race.record;

import java.time.LocalDate;

/**
 * A time that a runner has noted; nobody has confirmed it.
 *
 * @param race the name of the race, or of the course
 * @param metres the distance
 */
record OwnRecord(String id, String runnerId, String race, LocalDate ranOn, int metres, long milliseconds) {}
