/**
 * The fault suite: Waybill as a process of its own, on real servers and under load, with faults injected by seed, and
 * its books checked during and after. {@link io.waybill.faults.FaultsIT} runs it.
 */
@NullMarked
package io.waybill.faults;

import org.jspecify.annotations.NullMarked;
