package io.waybill.platform.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that signs a webhook's deliveries, as in <a href="https://www.standardwebhooks.com">Standard Webhooks</a>.
 *
 * @param value {@code whsec_} and the key in base64
 */
record Secret(@JsonValue String value) {

    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    static Secret next() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** The signature of one attempt, as the header {@code webhook-signature} shows it. */
    String sign(DeliveryId id, Instant at, String body) {
        String signed = id + "." + at.getEpochSecond() + "." + body;
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(value.substring(PREFIX.length())), HMAC));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hides the secret, so that no log shows it. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
