/** The shop: orders and their process, the catalogue, the stock, and the production of what is short. */
@Business(
        needs = "account",
        models = {"order-fulfilment.bpmn", "order-policy.dmn"})
@NullMarked
package io.waybill.shop;

import io.waybill.core.Business;
import org.jspecify.annotations.NullMarked;
