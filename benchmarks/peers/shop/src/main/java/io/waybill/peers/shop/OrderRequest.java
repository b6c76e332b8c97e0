package io.waybill.peers.shop;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The body of {@code POST /orders}. */
record OrderRequest(
        @NotNull @Size(max = 64) String customerId,
        @NotEmpty @Size(max = 100) List<@NotNull @Valid Line> lines,
        @NotNull @Valid Address deliveryAddress) {

    record Line(
            @NotNull Long itemId,
            @NotNull @Min(1) @Max(1_000_000) Long quantity) {}

    record Address(
            @NotBlank @Size(max = 200) String street,
            @NotBlank @Size(max = 200) String city) {}

    /** How many of each item, by item id; lines of the same item are merged. */
    SequencedMap<Long, Long> quantities() {
        SequencedMap<Long, Long> quantities = new TreeMap<>();
        lines.forEach(line -> quantities.merge(line.itemId(), line.quantity(), Long::sum));
        return quantities;
    }
}
