package io.waybill.order;

import java.time.Duration;
import java.util.Map;

/**
 * A message on its way to the engine, as the outbox keeps it.
 *
 * @param id by which the engine drops a second copy, as long as it keeps the first
 * @param keep how long the engine keeps it, for a process that does not wait for it yet
 */
record ProcessMessage(String name, String key, String id, Duration keep, Map<String, Object> variables) {}
