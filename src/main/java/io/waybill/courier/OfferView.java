package io.waybill.courier;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An offer as REST shows it.
 *
 * @param number counted from 1
 */
public record OfferView(
        int number,
        String driverId,
        Offer.Status status,
        Instant offeredAt,
        @Nullable Instant answeredAt) {

    /** All of them, in their order. */
    public static List<OfferView> of(Offers offers) {
        return offers.byNumber().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static OfferView of(int number, Offer offer) {
        return new OfferView(number, offer.driverId(), offer.status(), offer.offeredAt(), offer.answeredAt());
    }
}
