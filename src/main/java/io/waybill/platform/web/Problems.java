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
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;

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
                    yield of(databaseAway());
                }
                throw why;
            }
        };
    }

    static ProblemDetail of(Refusal refusal) {
        return switch (refusal) {
            case Invalid e -> invalid(e.errors());
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

    static ProblemDetail invalid(List<FieldError> errors) {
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
        return ProblemType.INVALID_REQUEST.with(detail, errors);
    }

    static Unavailable databaseAway() {
        return new Unavailable(
                "The database cannot be reached. If this call was meant to change something, it may have done so:"
                        + " try again with the same Idempotency-Key, or check first.",
                OUTAGE);
    }
}
