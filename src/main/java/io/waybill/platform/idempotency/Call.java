package io.waybill.platform.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * One call as the caller sent it.
 *
 * @param key identifies the call, if the caller gave a key
 * @param operation the operation and its target, such as {@code POST /orders/123/cancellation}
 * @param body the request body; the same key with another body is another call
 */
public record Call<R>(@Nullable IdempotencyKey key, String operation, R body) {}
