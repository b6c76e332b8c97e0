/** The process that fulfils orders: the messages to it, its steps on the order, and how orders end and start again. */
@NullMarked
package io.waybill.shop.order.process;

import org.jspecify.annotations.NullMarked;
