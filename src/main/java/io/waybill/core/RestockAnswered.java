package io.waybill.core;

import org.jspecify.annotations.Nullable;

/**
 * A factory has answered a restock. The answer may come several times, or late.
 *
 * @param failure why it cannot be made; null if it was made
 */
public record RestockAnswered(RestockId restock, @Nullable String failure) {}
