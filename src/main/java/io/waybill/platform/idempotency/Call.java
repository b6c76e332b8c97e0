package io.waybill.platform.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * One call as its caller sent it.
 *
 * @param key by which it is told from another, if the caller gave one
 * @param operation what is called and on what, such as {@code POST /orders/123/cancellation}
 * @param body what was sent; the same key with another body is another call
 */
public record Call<R>(@Nullable IdempotencyKey key, String operation, R body) {}
