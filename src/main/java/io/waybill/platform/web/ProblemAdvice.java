package io.waybill.platform.web;

import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Refusal;
import io.waybill.core.refusal.Unavailable;
import io.waybill.platform.outage.DatabaseOutage;
import io.waybill.platform.outage.Outage;
import java.net.URI;
import java.time.Clock;
import java.util.List;
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
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Pattern DECODING = Pattern.compile("^An error occurred while attempting to decode the Jwt: ");
    private static final URI BLANK = URI.create("about:blank");
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Outage outage;

    ProblemAdvice(Clock clock) {
        outage = new Outage("Requests are answered with 503", log, clock);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal e) {
        return answer(Problems.of(e), e instanceof Unavailable later ? later.secondsToWait() : 0);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyRequests(TooManyRequests e) {
        return answer(ProblemType.TOO_MANY_REQUESTS.with(String.valueOf(e.getMessage())), e.secondsToWait());
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, long secondsToWait) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus());
        if (secondsToWait > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(secondsToWait));
        }
        return answer.body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return response(ProblemType.NOT_FOUND.with("There is nothing at this address"), headers);
    }

    @ExceptionHandler({ConcurrencyFailureException.class, DuplicateKeyException.class})
    ProblemDetail changedMeanwhile() {
        return ProblemType.CONFLICT.with(
                "Another call is changing the same thing. This call changed nothing; try again.");
    }

    @ExceptionHandler
    ProblemDetail unauthorized(AuthenticationException e) {
        return ProblemType.UNAUTHORIZED.with(whatIsWrong(e));
    }

    private static String whatIsWrong(AuthenticationException e) {
        return e instanceof OAuth2AuthenticationException token
                ? "The token is not valid: "
                        + DECODING.matcher(String.valueOf(token.getMessage())).replaceFirst("")
                : "This call needs a token in the header Authorization: Bearer <token>";
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> keysAway(AuthenticationServiceException e) {
        log.warn("A token could not be checked: {}", String.valueOf(e.getMessage()));
        return refused(new Unavailable(
                "The token could not be checked, because its issuer cannot be reached. Try again.", Problems.OUTAGE));
    }

    @ExceptionHandler
    ProblemDetail forbidden(AccessDeniedException e) {
        return Problems.of(e);
    }

    @ExceptionHandler
    ProblemDetail suspicious(RequestRejectedException e) {
        return ProblemType.INVALID_REQUEST.with(
                "The address, the method or a header contains something that is not allowed there");
    }

    @ExceptionHandler
    ResponseEntity<Object> bodyRefused(BodyRefused e) {
        return response(e.problem(), e.headers());
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
            return refused(Problems.databaseDown());
        }
        log.error("A request failed", e);
        return answer(
                ProblemType.INTERNAL_ERROR.with(
                        "The request failed. Check whether it had an effect before you repeat it."),
                0);
    }

    @ExceptionHandler
    ProblemDetail wrongParameter(MethodArgumentTypeMismatchException e) {
        return Problems.of(List.of(new FieldError(e.getName(), "is not valid")));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return response(
                Problems.of(e.getBindingResult().getFieldErrors().stream()
                        .map(error -> new FieldError(error.getField(), message(error)))
                        .toList()),
                headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return response(
                Problems.of(e.getParameterValidationResults().stream()
                        .flatMap(ProblemAdvice::fieldErrors)
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
            problem.setType(ProblemType.uri(HttpStatus.valueOf(status.value())));
        }
        return response;
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
