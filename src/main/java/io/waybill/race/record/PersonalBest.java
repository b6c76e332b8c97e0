package io.waybill.race.record;

import java.time.LocalDate;

/**
 * A runner's best time over a distance.
 *
 * @param official whether it is an official result; if not, the runner has noted it
 * @param race the name of the race, or of the course
 */
record PersonalBest(int metres, boolean official, long milliseconds, String race, LocalDate ranOn) {}
