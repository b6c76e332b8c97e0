package io.waybill.e2e;

/** On Zeebe. */
@ZeebeEndToEndTest
class RacingOnZeebeIT extends Racing {}
