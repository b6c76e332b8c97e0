package io.waybill.shop.order;

import io.waybill.platform.web.PlainText;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** Where an order goes. */
@Embeddable
public record Address(
        @Nullable @PlainText(max = 200) String recipient,
        @NotNull @PlainText(max = 200, blank = false) String street,
        @Nullable @PlainText(max = 20) String postalCode,
        @NotNull @PlainText(max = 200, blank = false) String city,
        @Nullable @PlainText(max = 100) String country) {}
