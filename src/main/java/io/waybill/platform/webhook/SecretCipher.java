package io.waybill.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/** Encrypts webhook secrets for the database: AES-GCM, each with its own initialization vector. */
@Component
class SecretCipher {

    /** The prefix of encrypted secrets in the database. */
    static final String ENCRYPTED = "aes:";

    private static final Logger log = LoggerFactory.getLogger(SecretCipher.class);
    private static final int KEY_BYTES = 32;

    private final List<BytesEncryptor> keys;

    /** @throws IllegalArgumentException if one of the keys is not valid */
    SecretCipher(WebhookSettings settings) {
        keys = settings.secretKeys().stream().map(SecretCipher::key).toList();
        if (keys.isEmpty()) {
            log.warn("Webhook secrets are stored in the clear; set waybill.webhooks.secret-keys to encrypt them");
        }
    }

    private static BytesEncryptor key(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw notAKey(e);
        }
        if (key.length != KEY_BYTES) {
            throw notAKey(null);
        }
        return AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(key, "AES")).build();
    }

    private static IllegalArgumentException notAKey(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "A key in waybill.webhooks.secret-keys is not 32 bytes in base64; make one: openssl rand -base64 32",
                cause);
    }

    boolean encrypts() {
        return !keys.isEmpty();
    }

    /** Whether it is encrypted with the first key. */
    boolean isCurrent(String kept) {
        return kept.startsWith(ENCRYPTED)
                && decrypt(keys.getFirst(), encrypted(kept)).isPresent();
    }

    private static byte[] encrypted(String kept) {
        return Base64.getDecoder().decode(kept.substring(ENCRYPTED.length()));
    }

    /** A secret as the database stores it. */
    String encrypt(Secret secret) {
        return keys.isEmpty()
                ? secret.value()
                : ENCRYPTED
                        + Base64.getEncoder()
                                .encodeToString(
                                        keys.getFirst().encrypt(secret.value().getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Reads a stored secret, encrypted or not.
     *
     * @throws IllegalStateException if none of the keys decrypts it
     */
    Secret decrypt(String kept) {
        if (!kept.startsWith(ENCRYPTED)) {
            return new Secret(kept);
        }
        return keys.stream()
                .flatMap(key -> decrypt(key, encrypted(kept)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "A webhook secret was encrypted with a key that is missing in waybill.webhooks.secret-keys"));
    }

    private static Optional<Secret> decrypt(BytesEncryptor key, byte[] encrypted) {
        try {
            return Optional.of(new Secret(new String(key.decrypt(encrypted), StandardCharsets.US_ASCII)));
        } catch (IllegalStateException e) {
            log.trace("Encrypted with another key", e);
            return Optional.empty();
        }
    }
}
