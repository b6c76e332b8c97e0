package io.waybill.e2e;

/** On Zeebe. */
@ZeebeEndToEndTest
class ReservingOnZeebeIT extends Reserving {}
