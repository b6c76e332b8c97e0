/**
 * Reservations: a customer books a driver for a place and a time. The aggregate, the search for a driver, and the process
 * that carries each reservation to its end.
 */
@NullMarked
package io.waybill.courier.reservation;

import org.jspecify.annotations.NullMarked;
