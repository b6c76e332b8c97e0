/**
 * What carries any saga, whatever its business: engines and models, the outbox and the queues, the REST API's common side, and
 * what operators repair. It knows none of the businesses above it.
 */
@NullMarked
package io.waybill.platform;

import org.jspecify.annotations.NullMarked;
