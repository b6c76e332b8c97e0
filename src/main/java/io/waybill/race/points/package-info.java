/** Points: what results earn by the decision {@code race-points}, booked in a ledger that only grows. */
@NullMarked
package io.waybill.race.points;

import org.jspecify.annotations.NullMarked;
