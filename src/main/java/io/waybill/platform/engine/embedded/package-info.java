/**
 * The engine inside Waybill: Operaton on Waybill's own database and transactions. A process runs from one wait to the
 * next in the transaction that carries its message. Only failures become jobs of the engine. See docs/adr/0025.
 */
@NullMarked
package io.waybill.platform.engine.embedded;

import org.jspecify.annotations.NullMarked;
