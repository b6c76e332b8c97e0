/** SQS: the queues, what a message looks like, sending and receiving. */
@NullMarked
package io.waybill.core.queue;

import org.jspecify.annotations.NullMarked;
