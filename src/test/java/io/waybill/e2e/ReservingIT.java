package io.waybill.e2e;

/** On the embedded engine. */
@EndToEndTest
class ReservingIT extends Reserving {}
