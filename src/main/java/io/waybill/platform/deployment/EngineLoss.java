package io.waybill.platform.deployment;

import io.waybill.platform.engine.EngineName;
import java.time.Instant;

/**
 * An engine was found to have lost everything.
 *
 * @param at when; an order that was restarted since then is not restarted again
 */
record EngineLoss(EngineName engine, Instant at) {}
