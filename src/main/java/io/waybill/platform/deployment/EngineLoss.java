package io.waybill.platform.deployment;

import io.waybill.platform.engine.EngineName;
import java.time.Instant;

/**
 * An engine was found to have lost everything.
 *
 * @param at when: what was restarted since, is restarted
 */
record EngineLoss(EngineName engine, Instant at) {}
