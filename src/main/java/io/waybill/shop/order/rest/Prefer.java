package io.waybill.shop.order.rest;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;

/**
 * What a caller prefers (RFC 7240). Only {@code wait} is supported; as the RFC demands, other preferences are ignored.
 *
 * @param patience how long the caller wants to wait for the order's end, at most {@link #LONGEST}
 */
record Prefer(Duration patience) {

    static final String HEADER = "Prefer";
    static final Duration LONGEST = Duration.ofSeconds(30);
    static final Prefer NOTHING = new Prefer(Duration.ZERO);

    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?(\\d{1,6})\"?", Pattern.CASE_INSENSITIVE);

    /** Reads the header. Public because Spring converts with it. */
    public static Prefer of(String header) {
        return Arrays.stream(header.split("[,;]", -1))
                .map(preference -> WAIT.matcher(preference.strip()))
                .filter(Matcher::matches)
                .findFirst()
                .map(wait -> new Prefer(shorter(Duration.ofSeconds(Long.parseLong(wait.group(1))), LONGEST)))
                .orElse(NOTHING);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Adds {@code Preference-Applied} to the answer if the preference was applied. */
    <T> ResponseEntity<T> applied(ResponseEntity<T> answer) {
        return patience.isZero()
                ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .header("Preference-Applied", "wait=" + patience.toSeconds())
                        .body(answer.getBody());
    }
}
