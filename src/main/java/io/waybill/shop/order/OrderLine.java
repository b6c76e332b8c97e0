package io.waybill.shop.order;

import io.waybill.core.ItemId;
import io.waybill.core.Money;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A quantity of an item, with the name and price that it had when the order was placed. */
@Embeddable
public record OrderLine(
        ItemId item,
        String itemName,

        @AttributeOverride(name = "amount", column = @Column(name = "unit_price"))
        Money unitPrice,

        long quantity) {

    Money total() {
        return unitPrice.times(quantity);
    }
}
