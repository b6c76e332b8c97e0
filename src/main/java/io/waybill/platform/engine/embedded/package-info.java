/**
 * The engine inside Waybill: Operaton on Waybill's own database and transactions. A process runs from one wait to the next in
 * the transaction that carries its message; only what fails becomes a job of the engine. See docs/adr/0025.
 */
@NullMarked
package io.waybill.platform.engine.embedded;

import org.jspecify.annotations.NullMarked;
