/** What runners note about themselves: their own, unofficial times, and their personal bests. */
@NullMarked
package io.waybill.race.record;

import org.jspecify.annotations.NullMarked;
