/** Placing orders: what is asked for, whether it can be, and writing many at once. */
@NullMarked
package io.waybill.shop.order.placing;

import org.jspecify.annotations.NullMarked;
