package io.waybill.platform.web;

import io.waybill.core.refusal.ChangedMeanwhile;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Invalid;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Refusal;
import io.waybill.core.refusal.Unavailable;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.outage.DatabaseOutage;
import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import tools.jackson.core.JacksonException;

/** Which problem each refusal is over HTTP. */
public final class Problems {

    /** Seconds after which a retry makes sense. */
    static final long OUTAGE = 5;

    private Problems() {}

    /**
     * The problem for one refusal among many outcomes: the one that a separate call would have got.
     *
     * @param why a refusal, a denied access or an outage of the database; any other is rethrown
     */
    public static ProblemDetail ofOneAmongMany(RuntimeException why) {
        return switch (why) {
            case Refusal e -> of(e);
            case AccessDeniedException e -> of(e);
            default -> {
                if (DatabaseOutage.causes(why)) {
                    yield of(databaseDown());
                }
                throw why;
            }
        };
    }

    /** Reports JSON that cannot be turned into the expected type. */
    public static Invalid invalid(JacksonException e) {
        return new Invalid(List.of(UnreadableBodies.wrongValue(e)));
    }

    /** Reports constraint violations; at least one. */
    public static Invalid invalid(Collection<? extends ConstraintViolation<?>> violations) {
        return new Invalid(violations.stream()
                .map(violation -> new FieldError(
                        violation.getPropertyPath().toString().replace(".<list element>", ""), violation.getMessage()))
                .toList());
    }

    static ProblemDetail of(Refusal refusal) {
        return switch (refusal) {
            case Invalid e -> of(e.errors());
            case Unprocessable e -> ProblemType.UNPROCESSABLE.with(e.why(), e.errors());
            case NotFound e -> ProblemType.NOT_FOUND.with(e.why());
            case Conflict e -> ProblemType.CONFLICT.with(e.why());
            case ChangedMeanwhile e -> ProblemType.PRECONDITION_FAILED.with(e.why());
            case Unavailable e -> ProblemType.UNAVAILABLE.with(e.why());
        };
    }

    static ProblemDetail of(AccessDeniedException e) {
        return ProblemType.FORBIDDEN.with(String.valueOf(e.getMessage()));
    }

    static ProblemDetail of(List<FieldError> errors) {
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
        return ProblemType.INVALID_REQUEST.with(detail, errors);
    }

    static Unavailable databaseDown() {
        return new Unavailable(
                "The database cannot be reached. If this call was meant to change something, it may have done so:"
                        + " try again with the same Idempotency-Key, or check first.",
                OUTAGE);
    }
}
