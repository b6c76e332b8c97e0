/** Races over REST: making, changing and finding them. */
@NullMarked
package io.waybill.race.rest;

import org.jspecify.annotations.NullMarked;
