/** Calls that may be repeated without doing twice what they do (the header {@code Idempotency-Key}). */
@NullMarked
package io.waybill.core.idempotency;

import org.jspecify.annotations.NullMarked;
