/**
 * Measures Waybill and what a team would else build an order saga on, side by side on one machine. {@link
 * io.waybill.benchmarks.Benchmarks} is where it begins.
 */
package io.waybill.benchmarks;
