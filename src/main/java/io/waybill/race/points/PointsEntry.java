package io.waybill.race.points;

import java.time.Instant;

/**
 * Points that a runner got, or lost by a correction. All entries of a runner add up to the runner's points.
 *
 * @param event the id of the message that said so
 * @param points negative if a correction took them back
 */
record PointsEntry(long id, String raceId, String event, int points, Instant at) {}
