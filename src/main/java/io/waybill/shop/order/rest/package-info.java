/** Orders over REST: one by one, many at once, as lists, and as streams of what happens to them. */
@NullMarked
package io.waybill.shop.order.rest;

import org.jspecify.annotations.NullMarked;
