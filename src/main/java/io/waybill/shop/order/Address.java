package io.waybill.shop.order;

import io.waybill.platform.web.PlainText;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Where an order goes. */
@Embeddable
record Address(
        @Nullable @Size(max = 200) @PlainText String recipient,
        @NotBlank @Size(max = 200) @PlainText String street,
        @Nullable @Size(max = 20) @PlainText String postalCode,
        @NotBlank @Size(max = 200) @PlainText String city,
        @Nullable @Size(max = 100) @PlainText String country) {}
