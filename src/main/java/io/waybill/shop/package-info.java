/** The shop: orders and their process, the catalogue, the stock, and the production of what is short. */
@NullMarked
package io.waybill.shop;

import org.jspecify.annotations.NullMarked;
