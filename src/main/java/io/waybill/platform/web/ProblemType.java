package io.waybill.platform.web;

import io.waybill.core.refusal.FieldError;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The catalogue of problems (RFC 9457) that the REST API answers with. Programs decide by their types. */
public enum ProblemType {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "Invalid request"),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "Malformed JSON"),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "No valid token"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "Not allowed"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "Body too slow"),
    CONFLICT(HttpStatus.CONFLICT, "Not possible now"),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "Changed meanwhile"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Body too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Compressed body"),
    UNPROCESSABLE(HttpStatus.UNPROCESSABLE_CONTENT, "Not possible"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error"),
    NOT_IMPLEMENTED(HttpStatus.NOT_IMPLEMENTED, "Not implemented"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not available now");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status.value();
    }

    public URI uri() {
        return uri(name().replace('_', '-'));
    }

    /** The type of what Spring refuses by itself: named after the status. */
    public static URI uri(HttpStatus status) {
        return status == HttpStatus.BAD_REQUEST
                ? INVALID_REQUEST.uri()
                : uri(status.getReasonPhrase().replace(' ', '-'));
    }

    private static URI uri(String name) {
        return URI.create("urn:waybill:problem:" + name.toLowerCase(Locale.ROOT));
    }

    public String title() {
        return title;
    }

    ProblemDetail with(String detail) {
        return with(detail, List.of());
    }

    ProblemDetail with(String detail, List<FieldError> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(uri());
        problem.setTitle(title);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }
}
