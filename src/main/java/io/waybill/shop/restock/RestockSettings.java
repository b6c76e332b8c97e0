package io.waybill.shop.restock;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.restock}. How often Waybill looks for low items, the model says.
 *
 * @param againAfter how long an item is not restocked after its restock has failed
 * @param giveUpAfter how long the factory's answer is waited for; what it still makes after that goes to stock all the
 *     same
 * @param atOnce how many items are restocked at a look; the next look finds the rest
 */
@ConfigurationProperties("waybill.restock")
record RestockSettings(
        @DefaultValue("10m") Duration againAfter,
        @DefaultValue("1d") Duration giveUpAfter,
        @DefaultValue("500") int atOnce) {

    RestockSettings {
        if (atOnce < 1) {
            throw new IllegalArgumentException(
                    "waybill.restock.at-once is %d, but must be at least 1".formatted(atOnce));
        }
    }
}
