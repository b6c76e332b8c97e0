/**
 * Entries: a runner enters a race, gets one of its places or waits for one, and pays when the race closes. The aggregate,
 * the places, and the process that carries each entry to its end.
 */
@NullMarked
package io.waybill.race.entry;

import org.jspecify.annotations.NullMarked;
