package io.waybill.shop.order.placing;

import io.waybill.core.CustomerId;
import io.waybill.core.ItemId;
import io.waybill.shop.order.Address;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The body of {@code POST /orders}.
 *
 * @param lines 1 to 100; lines with the same item are merged
 */
public record OrderRequest(
        @NotNull @Pattern(regexp = CustomerId.PATTERN, message = "is not a customer id")
        String customerId,

        @NotEmpty @Size(max = 100) List<@NotNull @Valid LineRequest> lines,
        @NotNull @Valid Address deliveryAddress) {

    /**
     * One line of the body.
     *
     * @param quantity pieces, 1 to 1,000,000, also after merging
     */
    record LineRequest(
            @NotNull Long itemId,
            @NotNull @Min(1) @Max(MOST_PIECES) Long quantity) {

        static final long MOST_PIECES = 1_000_000;
    }

    CustomerId customer() {
        return new CustomerId(customerId);
    }

    Set<ItemId> itemIds() {
        return lines.stream().map(line -> new ItemId(line.itemId())).collect(Collectors.toSet());
    }
}
