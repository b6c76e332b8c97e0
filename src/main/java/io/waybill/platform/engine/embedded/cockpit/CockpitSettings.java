package io.waybill.platform.engine.embedded.cockpit;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code waybill.cockpit}.
 *
 * @param user who may sign in to Cockpit; without a user there is no Cockpit. Only in a jar that was built with
 *     {@code -Pcockpit}
 * @param password the password of that user
 */
@ConfigurationProperties("waybill.cockpit")
record CockpitSettings(String user, String password) {

    CockpitSettings {
        if (password == null || password.isBlank()) {
            throw new IllegalArgumentException("waybill.cockpit.user needs a waybill.cockpit.password");
        }
    }
}
