/** The shop: orders and their process, the catalogue, the stock, the production of what is short, and restocks. */
@Business(
        needs = "account",
        models = {"order-fulfilment.bpmn", "order-policy.dmn", "restock.bpmn"})
@NullMarked
package io.waybill.shop;

import io.waybill.core.Business;
import org.jspecify.annotations.NullMarked;
