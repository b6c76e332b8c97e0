/** Reservations over REST: placing, following, answering and cancelling them. */
@NullMarked
package io.waybill.courier.reservation.rest;

import org.jspecify.annotations.NullMarked;
