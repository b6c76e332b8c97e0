/** Work that commits with the transaction that causes it and is done afterwards, at least once. */
@NullMarked
package io.waybill.core.outbox;

import org.jspecify.annotations.NullMarked;
