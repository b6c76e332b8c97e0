package io.waybill.order;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Where an order goes. */
@Embeddable
record Address(
        @Nullable @Size(max = 200) String recipient,
        @NotBlank @Size(max = 200) String street,
        @Nullable @Size(max = 20) String postalCode,
        @NotBlank @Size(max = 200) String city,
        @Nullable @Size(max = 100) String country) {}
