package io.waybill.platform.openapi;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The headers that callers send and receive, as the API's document describes them. */
enum ApiHeader {
    ETAG("ETag", "\"3\"", "The version of the answer, for `If-Match` and `If-None-Match`"),
    IDEMPOTENCY_KEY(
            "Idempotency-Key",
            "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"",
            "Makes the call safe to repeat: for 48 hours, the same key with the same body gets the first answer again"),
    IF_MATCH(
            "If-Match",
            "\"3\"",
            "The version to be changed, from `ETag`; if the current version is another, the answer is 412. `*` means any version"),
    IF_NONE_MATCH(
            "If-None-Match",
            "\"3\"",
            "The version that the caller has: if it is still current, a read is answered with 304. With a change, `*` means: only if there is none yet, otherwise 412"),
    LAST_EVENT_ID("Last-Event-ID", "4", "The last event that the caller has; the stream continues after it"),
    LINK(
            "Link",
            "</orders?size=50>; rel=\"first\", </orders?size=50&after=b3JkZXI>; rel=\"next\"",
            "Where the list begins (`first`) and, unless this is its end, where it continues (`next`)"),
    LOCATION("Location", "/orders/01a1fdd8-f59a-74df-b911-df8711fbfca6", "Where to find it from now on"),
    PREFER("Prefer", "wait=10", "How long to wait for the outcome, in seconds"),
    PREFERENCE_APPLIED("Preference-Applied", "wait=10", "The preference that was applied"),
    RATE_LIMIT(
            "RateLimit",
            "\"default\";r=999;t=1",
            "How many calls the caller has left (`r`), and in how many seconds the full number is available again (`t`)"),
    RATE_LIMIT_POLICY(
            "RateLimit-Policy",
            "\"default\";q=1000;w=2",
            "How many calls a caller may make at once (`q`), and in how many seconds the full number is available again (`w`)"),
    RETRY_AFTER("Retry-After", "5", "In how many seconds to try again"),
    WWW_AUTHENTICATE("WWW-Authenticate", "Bearer realm=\"waybill\"", "What kind of token the call needs");

    private final String header;
    private final String example;
    private final String description;

    ApiHeader(String header, String example, String description) {
        this.header = header;
        this.example = example;
        this.description = description;
    }

    static Optional<ApiHeader> named(String name) {
        return Arrays.stream(values())
                .filter(known -> known.header.equalsIgnoreCase(name))
                .findFirst();
    }

    String header() {
        return header;
    }

    String example() {
        return example;
    }

    String description() {
        return description;
    }

    Header reference() {
        return new Header().$ref("#/components/headers/" + header);
    }

    Header component() {
        return new Header().description(description).schema(text()).example(example);
    }

    static Schema<?> text() {
        return new JsonSchema().types(Set.of("string"));
    }
}
