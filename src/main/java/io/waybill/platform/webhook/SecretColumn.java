package io.waybill.platform.webhook;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Encrypts a secret in its column. */
@Component
@Converter
class SecretColumn implements AttributeConverter<Secret, String> {

    private final SecretCipher cipher;

    SecretColumn(SecretCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Secret secret) {
        return secret == null ? null : cipher.encrypt(secret);
    }

    @Override
    public @Nullable Secret convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : cipher.decrypt(column);
    }
}
