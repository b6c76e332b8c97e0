/**
 * Measures Waybill and the alternatives for an order saga, side by side on one machine. The entry point is {@link
 * io.waybill.benchmarks.Benchmarks}.
 */
package io.waybill.benchmarks;
