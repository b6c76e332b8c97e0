package io.waybill.platform.openapi;

import static io.waybill.platform.openapi.ApiHeader.RATE_LIMIT;
import static io.waybill.platform.openapi.ApiHeader.RATE_LIMIT_POLICY;
import static io.waybill.platform.openapi.ApiHeader.RETRY_AFTER;
import static io.waybill.platform.openapi.ApiHeader.WWW_AUTHENTICATE;

import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.waybill.core.refusal.FieldError;
import io.waybill.platform.web.ProblemType;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An example of each kind of error, shown in the API's document. */
enum ApiProblem {
    INVALID_REQUEST(
            ProblemType.INVALID_REQUEST,
            "lines[0].quantity must be greater than or equal to 1",
            new FieldError("lines[0].quantity", "must be greater than or equal to 1")),
    MALFORMED_JSON(ProblemType.MALFORMED_JSON, "The body is missing or is not the JSON that this call takes."),
    UNAUTHORIZED(ProblemType.UNAUTHORIZED, "This call needs a token in the header Authorization: Bearer <token>"),
    FORBIDDEN(ProblemType.FORBIDDEN, "The roles of this token do not allow this call"),
    NOT_FOUND(ProblemType.NOT_FOUND, "There is no order 01a1fdd8-f59a-74df-b911-df8711fbfca6"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Acceptable representations: [application/json]."),
    REQUEST_TIMEOUT(
            ProblemType.REQUEST_TIMEOUT,
            "The body did not arrive within 30 s. Nothing was done, except for orders of a stream that had arrived."),
    CONFLICT(ProblemType.CONFLICT, "Another call is changing the same thing. This call changed nothing; try again."),
    PRECONDITION_FAILED(
            ProblemType.PRECONDITION_FAILED,
            "The condition of If-Match or If-None-Match does not hold. Nothing was changed; read it again first."),
    PAYLOAD_TOO_LARGE(ProblemType.PAYLOAD_TOO_LARGE, "The body of this call may be at most 1048576 bytes long"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Type 'text/plain' is not supported."),
    UNPROCESSABLE(
            ProblemType.UNPROCESSABLE,
            "There is no item 404",
            new FieldError("lines[0].itemId", "There is no item 404")),
    TOO_MANY_REQUESTS(
            ProblemType.TOO_MANY_REQUESTS,
            "You have exceeded your rate limit. Try again in 1 s; the header RateLimit shows what is left."),
    INTERNAL_ERROR(
            ProblemType.INTERNAL_ERROR, "The request failed. Check whether it had an effect before you repeat it."),
    UNAVAILABLE(
            ProblemType.UNAVAILABLE,
            "The token could not be checked, because its issuer cannot be reached. Try again.");

    private final int status;
    private final URI type;
    private final String title;
    private final String detail;

    @SuppressWarnings("ImmutableEnumChecker") // a record of two texts
    private final @Nullable FieldError error;

    ApiProblem(ProblemType type, String detail) {
        this(type, detail, null);
    }

    ApiProblem(ProblemType type, String detail, @Nullable FieldError error) {
        this(type.status(), type.uri(), type.title(), detail, error);
    }

    /** A refusal of Spring's own, which is named after its status. */
    ApiProblem(HttpStatus status, String detail) {
        this(status.value(), ProblemType.uri(status), status.getReasonPhrase(), detail, null);
    }

    ApiProblem(int status, URI type, String title, String detail, @Nullable FieldError error) {
        this.status = status;
        this.type = type;
        this.title = title;
        this.detail = detail;
        this.error = error;
    }

    static ApiResponse reference(int status) {
        return new ApiResponse().$ref("#/components/responses/" + status);
    }

    /** The answers by their names in the document, which are their statuses. */
    static Map<String, ApiResponse> components() {
        return Arrays.stream(values())
                .collect(Collectors.groupingBy(
                        problem -> Integer.toString(problem.status), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, same -> component(same.getValue()), (a, b) -> a, LinkedHashMap::new));
    }

    private static ApiResponse component(List<ApiProblem> same) {
        MediaType json = new MediaType().schema(new JsonSchema().$ref("#/components/schemas/Problem"));
        same.forEach(problem -> json.addExamples(
                problem.name().toLowerCase(Locale.ROOT).replace('_', '-'), new Example().value(problem.body())));
        int status = same.getFirst().status;
        ApiResponse response = new ApiResponse()
                .description(HttpStatus.valueOf(status).getReasonPhrase())
                .content(new Content().addMediaType("application/problem+json", json));
        headers(status).forEach(header -> response.addHeaderObject(header.header(), header.reference()));
        return response;
    }

    private static List<ApiHeader> headers(int status) {
        return switch (status) {
            case 401 -> List.of(RATE_LIMIT, RATE_LIMIT_POLICY, WWW_AUTHENTICATE);
            case 429, 503 -> List.of(RATE_LIMIT, RATE_LIMIT_POLICY, RETRY_AFTER);
            default -> List.of(RATE_LIMIT, RATE_LIMIT_POLICY);
        };
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type.toString());
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.put("instance", "/orders");
        if (error != null) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("field", error.field());
            fields.put("message", error.message());
            body.put("errors", List.of(fields));
        }
        return body;
    }
}
