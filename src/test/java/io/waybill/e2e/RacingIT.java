package io.waybill.e2e;

/** On the embedded engine. */
@EndToEndTest
class RacingIT extends Racing {}
