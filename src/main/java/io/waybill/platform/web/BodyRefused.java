package io.waybill.platform.web;

import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/** The body of a request is not read, or not to the end: 400, 408, 413 or 415. */
public class BodyRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    private BodyRefused(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    public static BodyRefused tooLarge(long limit) {
        return new BodyRefused(
                ProblemType.PAYLOAD_TOO_LARGE, "The body of this call may be at most %d bytes long".formatted(limit));
    }

    public static BodyRefused tooSlow(Duration limit) {
        return new BodyRefused(
                ProblemType.REQUEST_TIMEOUT,
                "The body did not arrive within %d s. Nothing was done, except for orders of a stream that had arrived."
                        .formatted(limit.toSeconds()));
    }

    public static BodyRefused compressed() {
        return new BodyRefused(
                ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body is compressed. Send it without Content-Encoding");
    }

    public static BodyRefused broken() {
        return new BodyRefused(ProblemType.INVALID_REQUEST, "The body is not valid HTTP/1.1");
    }

    ProblemDetail problem() {
        return type.with(String.valueOf(getMessage()));
    }

    HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        if (type == ProblemType.UNSUPPORTED_MEDIA_TYPE) {
            headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        return headers;
    }
}
