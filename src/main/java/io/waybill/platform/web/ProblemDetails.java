package io.waybill.platform.web;

import io.waybill.platform.outage.DatabaseOutage;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;

/** Problems (RFC 9457) as the REST API answers them, each with a type of its own. */
final class ProblemDetails {

    /** Seconds after which a retry makes sense. */
    static final long OUTAGE = 5;

    private ProblemDetails() {}

    static ProblemDetail of(HttpStatus status, String type, String title, String detail, List<FieldError> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(type(type));
        problem.setTitle(title);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    static URI type(String name) {
        return URI.create("urn:waybill:problem:" + name);
    }

    static ProblemDetail invalid(List<FieldError> errors) {
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
        return of(HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request", detail, errors);
    }

    static ProblemDetail malformed(String detail) {
        return of(HttpStatus.BAD_REQUEST, "malformed-json", "Malformed JSON", detail, List.of());
    }

    /** The problem for a refusal; any other exception is rethrown. */
    static ProblemDetail ofRefusal(RuntimeException refusal) {
        return switch (refusal) {
            case Invalid e -> invalid(e.errors());
            case Unprocessable e -> unprocessableContent(e);
            case AccessDeniedException e -> notAllowed(e);
            case Conflict e -> notNow(e);
            case Unavailable e -> notAvailableNow(e);
            default -> {
                if (DatabaseOutage.causes(refusal)) {
                    yield notAvailableNow(databaseAway());
                }
                throw refusal;
            }
        };
    }

    static ProblemDetail notNow(Conflict e) {
        return of(HttpStatus.CONFLICT, "conflict", "Not possible now", text(e), List.of());
    }

    static ProblemDetail unprocessableContent(Unprocessable e) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "unprocessable", "Not possible", text(e), e.errors());
    }

    static ProblemDetail notAvailableNow(Unavailable e) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Not available now", text(e), List.of());
    }

    static Unavailable databaseAway() {
        return new Unavailable(
                "The database cannot be reached. If this call was meant to change something, it may have done so:"
                        + " try again with the same Idempotency-Key, or check first.",
                OUTAGE);
    }

    static ProblemDetail notAllowed(AccessDeniedException e) {
        return of(HttpStatus.FORBIDDEN, "forbidden", "Not allowed", text(e), List.of());
    }

    static String text(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
