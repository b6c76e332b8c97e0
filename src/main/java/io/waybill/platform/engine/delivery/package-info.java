/** Carries starts, messages and stops from the outbox to the engines. */
@NullMarked
package io.waybill.platform.engine.delivery;

import org.jspecify.annotations.NullMarked;
