package io.waybill.platform.idempotency;

import java.util.regex.Pattern;

/**
 * Identifies a call, so that its repetitions are recognised (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param value 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String value) {

    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public IdempotencyKey {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an idempotency key");
        }
    }

    /**
     * Reads the header. The draft puts the key in quotes; many callers do not.
     *
     * @throws IllegalArgumentException if it is not a valid key
     */
    public static IdempotencyKey of(String header) {
        boolean quoted = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
        return new IdempotencyKey(quoted ? header.substring(1, header.length() - 1) : header);
    }
}
