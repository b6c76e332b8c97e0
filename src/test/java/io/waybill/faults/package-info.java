/**
 * The fault suite: Waybill in a separate process, on real servers and under load, with faults injected by seed and its
 * books checked during the run and after it. {@link io.waybill.faults.FaultsIT} runs it.
 */
@NullMarked
package io.waybill.faults;

import org.jspecify.annotations.NullMarked;
