package io.waybill.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    private final Secret secret = Secret.next();

    @Test
    void a_secret_can_be_decrypted_and_is_not_visible_in_the_database() {
        SecretCipher cipher = cipher(KEY);

        String kept = cipher.encrypt(secret);

        assertThat(kept).startsWith("aes:").doesNotContain(secret.value().substring("whsec_".length()));
        assertThat(kept.length()).isLessThanOrEqualTo(255);
        assertThat(cipher.encrypt(secret)).isNotEqualTo(kept);
        assertThat(cipher.decrypt(kept)).isEqualTo(secret);
    }

    @Test
    void what_was_kept_in_the_clear_is_still_read() {
        assertThat(cipher(KEY).decrypt(secret.value())).isEqualTo(secret);
        assertThat(cipher(KEY).isCurrent(secret.value())).isFalse();
    }

    @Test
    void a_key_is_changed_by_putting_a_new_one_first() {
        String kept = cipher(OTHER_KEY).encrypt(secret);

        SecretCipher both = cipher(KEY, OTHER_KEY);
        assertThat(both.decrypt(kept)).isEqualTo(secret);
        assertThat(both.isCurrent(kept)).isFalse();
        assertThat(both.isCurrent(both.encrypt(secret))).isTrue();
        assertThat(cipher(KEY).decrypt(both.encrypt(secret))).isEqualTo(secret);
    }

    @Test
    void a_secret_whose_key_is_missing_is_reported_plainly() {
        String kept = cipher(OTHER_KEY).encrypt(secret);

        assertThatIllegalStateException()
                .isThrownBy(() -> cipher(KEY).decrypt(kept))
                .withMessage(
                        "A webhook secret was encrypted with a key that is missing in waybill.webhooks.secret-keys");
        assertThatIllegalStateException().isThrownBy(() -> cipher().decrypt(kept));
    }

    @Test
    void a_secret_that_was_changed_in_the_database_is_refused() {
        String kept = cipher(KEY).encrypt(secret);
        int middle = kept.length() / 2;
        char other = kept.charAt(middle) == 'A' ? 'B' : 'A';
        String changed = kept.substring(0, middle) + other + kept.substring(middle + 1);

        assertThatIllegalStateException().isThrownBy(() -> cipher(KEY).decrypt(changed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no base64!", "c2hvcnQ=", ""})
    void an_invalid_key_is_refused_at_the_start(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cipher(key))
                .withMessageContaining("openssl rand -base64 32");
    }

    private static SecretCipher cipher(String... keys) {
        return new SecretCipher(new WebhookSettings(
                false, List.of(), Duration.ofHours(24), null, Duration.ofSeconds(2), List.of(keys)));
    }
}
