/** Runs a process to its next wait, or parks it at the element where it failed. See docs/adr/0025. */
@NullMarked
package io.waybill.platform.engine.embedded.parking;

import org.jspecify.annotations.NullMarked;
