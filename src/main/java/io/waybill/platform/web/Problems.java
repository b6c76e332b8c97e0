package io.waybill.platform.web;

import io.waybill.platform.outage.DatabaseOutage;
import io.waybill.platform.outage.Outage;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every error of the REST API as {@code application/problem+json} (RFC 9457), with the fields that are wrong. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Pattern DECODING = Pattern.compile("^An error occurred while attempting to decode the Jwt: ");
    private static final URI BLANK = URI.create("about:blank");
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final Outage outage;

    Problems(Clock clock) {
        outage = new Outage("Requests are answered with 503", log, clock);
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFound e) {
        return ProblemDetails.of(HttpStatus.NOT_FOUND, "not-found", "Not found", ProblemDetails.text(e), List.of());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return response(
                ProblemDetails.of(
                        HttpStatus.NOT_FOUND, "not-found", "Not found", "There is nothing at this address", List.of()),
                headers);
    }

    @ExceptionHandler
    ProblemDetail conflict(Conflict e) {
        return ProblemDetails.notNow(e);
    }

    @ExceptionHandler
    ProblemDetail concurrent(ConcurrencyFailureException e) {
        return changedMeanwhile();
    }

    @ExceptionHandler
    ProblemDetail concurrent(DuplicateKeyException e) {
        return changedMeanwhile();
    }

    private static ProblemDetail changedMeanwhile() {
        return ProblemDetails.of(
                HttpStatus.CONFLICT,
                "conflict",
                "Not possible now",
                "Another call is changing the same thing. This call changed nothing; try again.",
                List.of());
    }

    @ExceptionHandler
    ProblemDetail preconditionFailed(PreconditionFailed e) {
        return ProblemDetails.of(
                HttpStatus.PRECONDITION_FAILED,
                "precondition-failed",
                "Changed meanwhile",
                ProblemDetails.text(e),
                List.of());
    }

    @ExceptionHandler
    ProblemDetail unprocessable(Unprocessable e) {
        return ProblemDetails.unprocessableContent(e);
    }

    @ExceptionHandler
    ProblemDetail unauthorized(AuthenticationException e) {
        return ProblemDetails.of(HttpStatus.UNAUTHORIZED, "unauthorized", "No valid token", whatIsWrong(e), List.of());
    }

    private static String whatIsWrong(AuthenticationException e) {
        return e instanceof OAuth2AuthenticationException token
                ? "The token is not valid: "
                        + DECODING.matcher(ProblemDetails.text(token)).replaceFirst("")
                : "This call needs a token in the header Authorization: Bearer <token>";
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> keysAway(AuthenticationServiceException e) {
        log.warn("A token could not be checked: {}", String.valueOf(e.getMessage()));
        return unavailable(new Unavailable(
                "The token could not be checked, because its issuer cannot be reached. Try again.",
                ProblemDetails.OUTAGE));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(Unavailable e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.secondsToWait()))
                .body(ProblemDetails.notAvailableNow(e));
    }

    @ExceptionHandler
    ProblemDetail forbidden(AccessDeniedException e) {
        return ProblemDetails.notAllowed(e);
    }

    @ExceptionHandler
    ProblemDetail suspicious(RequestRejectedException e) {
        return ProblemDetails.of(
                HttpStatus.BAD_REQUEST,
                "invalid-request",
                "Invalid request",
                "The address, the method or a header contains something that is not allowed there",
                List.of());
    }

    @ExceptionHandler
    ProblemDetail invalid(Invalid e) {
        return ProblemDetails.invalid(e.errors());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyRequests(TooManyRequests e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.secondsToWait()))
                .body(ProblemDetails.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-requests",
                        "Too many requests",
                        ProblemDetails.text(e),
                        List.of()));
    }

    @ExceptionHandler
    ResponseEntity<Object> bodyRefused(BodyRefused e) {
        return response(
                ProblemDetails.of(e.status(), e.type(), e.title(), String.valueOf(e.getMessage()), List.of()),
                e.headers());
    }

    /** The caller has disconnected, so there is nobody to answer. */
    @ExceptionHandler
    void callerIsGone(ClientAbortException e) {
        log.debug("A caller has disconnected", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> anythingElse(Exception e) {
        if (DatabaseOutage.causes(e)) {
            outage.waitAfter(e);
            return unavailable(ProblemDetails.databaseAway());
        }
        log.error("A request failed", e);
        return ResponseEntity.internalServerError()
                .body(ProblemDetails.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "Internal error",
                        "The request failed. Check whether it had an effect before you repeat it.",
                        List.of()));
    }

    @ExceptionHandler
    ProblemDetail wrongParameter(MethodArgumentTypeMismatchException e) {
        return ProblemDetails.invalid(List.of(new FieldError(e.getName(), "is not valid")));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return response(
                ProblemDetails.invalid(e.getBindingResult().getFieldErrors().stream()
                        .map(error -> new FieldError(error.getField(), message(error)))
                        .toList()),
                headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return response(
                ProblemDetails.invalid(e.getParameterValidationResults().stream()
                        .flatMap(Problems::fieldErrors)
                        .toList()),
                headers);
    }

    private static Stream<FieldError> fieldErrors(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return body.getFieldErrors().stream().map(error -> new FieldError(error.getField(), message(error)));
        }
        String parameter = String.valueOf(result.getMethodParameter().getParameterName());
        return result.getResolvableErrors().stream().map(error -> new FieldError(parameter, message(error)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        BodyRefused refused = UnreadableBodies.cause(e, BodyRefused.class);
        if (refused != null) {
            return bodyRefused(refused);
        }
        return response(UnreadableBodies.problem(e), headers);
    }

    /** What Spring itself refuses, such as a method or a media type. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> response = super.handleExceptionInternal(e, body, headers, status, request);
        if (response != null
                && response.getBody() instanceof ProblemDetail problem
                && (problem.getType() == null || BLANK.equals(problem.getType()))) {
            problem.setType(
                    ProblemDetails.type(status.value() == 400 ? "invalid-request" : inWords(problem.getTitle())));
        }
        return response;
    }

    private static String inWords(@Nullable String title) {
        return String.valueOf(title).toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static ResponseEntity<Object> response(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus()).headers(headers).body(problem);
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        boolean isOfAnotherKind =
                error instanceof org.springframework.validation.FieldError field && field.isBindingFailure();
        return message == null || isOfAnotherKind ? "is not valid" : message;
    }
}
