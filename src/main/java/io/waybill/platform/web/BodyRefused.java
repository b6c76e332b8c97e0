package io.waybill.platform.web;

import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The body of a request is not read, or not to the end: 400, 408, 413 or 415. */
public class BodyRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String type;
    private final String title;

    private BodyRefused(HttpStatus status, String type, String title, String detail) {
        super(detail);
        this.status = status;
        this.type = type;
        this.title = title;
    }

    public static BodyRefused tooLarge(long limit) {
        return new BodyRefused(
                HttpStatus.CONTENT_TOO_LARGE,
                "payload-too-large",
                "Body too large",
                "The body of this call may be at most %d bytes long".formatted(limit));
    }

    public static BodyRefused tooSlow(Duration limit) {
        return new BodyRefused(
                HttpStatus.REQUEST_TIMEOUT,
                "request-timeout",
                "Body too slow",
                "The body did not arrive within %d s. Nothing was done, except for orders of a stream that had arrived."
                        .formatted(limit.toSeconds()));
    }

    public static BodyRefused compressed() {
        return new BodyRefused(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "Compressed body",
                "The body is compressed. Send it without Content-Encoding");
    }

    public static BodyRefused broken() {
        return new BodyRefused(
                HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request", "The body is not valid HTTP/1.1");
    }

    HttpStatus status() {
        return status;
    }

    String type() {
        return type;
    }

    String title() {
        return title;
    }

    HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        if (status == HttpStatus.UNSUPPORTED_MEDIA_TYPE) {
            headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        return headers;
    }
}
