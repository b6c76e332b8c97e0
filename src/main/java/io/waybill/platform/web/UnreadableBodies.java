package io.waybill.platform.web;

import io.waybill.core.refusal.FieldError;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a body of JSON that cannot be read. */
final class UnreadableBodies {

    private static final Pattern LIMIT = Pattern.compile(", from .*\\)$");

    private UnreadableBodies() {}

    /** The problem to answer with; a body that was refused while it was read has its own, {@link BodyRefused}. */
    static ProblemDetail problem(HttpMessageNotReadableException e) {
        StreamConstraintsException tooMuch = cause(e, StreamConstraintsException.class);
        if (tooMuch != null) {
            return ProblemType.MALFORMED_JSON.with(
                    LIMIT.matcher(tooMuch.getOriginalMessage()).replaceFirst(")"));
        }
        return e.getCause() instanceof JacksonException wrong && isWrongValue(wrong)
                ? Problems.of(List.of(wrongValue(wrong)))
                : ProblemType.MALFORMED_JSON.with("The body is missing or is not the JSON that this call takes.");
    }

    static <E extends Throwable> @Nullable E cause(Throwable e, Class<E> type) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    static FieldError wrongValue(JacksonException e) {
        return new FieldError(
                path(e),
                e instanceof UnrecognizedPropertyException ? "is not a known field" : "has a value of the wrong type");
    }

    /** As opposed to JSON that cannot be read. */
    private static boolean isWrongValue(JacksonException e) {
        return (e instanceof DatabindException || e instanceof InputCoercionException)
                && !e.getPath().isEmpty();
    }

    private static String path(JacksonException wrong) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
