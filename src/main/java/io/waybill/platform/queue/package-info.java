/** SQS: the queues, what a message looks like, sending and receiving. */
@ApplicationModule(
        id = "queue",
        allowedDependencies = {"core", "core :: refusal", "outage", "outbox"})
@NullMarked
package io.waybill.platform.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
