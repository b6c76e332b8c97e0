/** Entries over REST: entering, following and withdrawing. */
@NullMarked
package io.waybill.race.entry.rest;

import org.jspecify.annotations.NullMarked;
