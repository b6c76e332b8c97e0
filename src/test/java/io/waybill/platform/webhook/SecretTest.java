package io.waybill.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretTest {

    /** The example that the libraries of Standard Webhooks are tested with; openssl gives the same signature. */
    @Test
    void signs_as_standard_webhooks_does() {
        Secret secret = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        String signature = secret.sign(
                new DeliveryId("msg_p5jXN8AQM9LWM0D4loKWxJek"),
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}");

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void is_32_random_bytes() {
        Secret secret = Secret.next();

        assertThat(secret.value())
                .startsWith("whsec_")
                .isNotEqualTo(Secret.next().value());
        assertThat(Base64.getDecoder().decode(secret.value().substring("whsec_".length())))
                .hasSize(32);
    }

    @Test
    void is_not_shown_by_accident() {
        Secret secret = Secret.next();

        assertThat("The secret is " + secret)
                .doesNotContain(secret.value().substring("whsec_".length()))
                .contains("whsec_…");
    }
}
