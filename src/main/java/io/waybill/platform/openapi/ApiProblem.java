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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An example of each kind of error, shown in the API's document. */
enum ApiProblem {
    INVALID_REQUEST(
            400,
            "invalid-request",
            "Invalid request",
            "lines[0].quantity must be greater than or equal to 1",
            "lines[0].quantity",
            "must be greater than or equal to 1"),
    MALFORMED_JSON(
            400, "malformed-json", "Malformed JSON", "The body is missing or is not the JSON that this call takes."),
    UNAUTHORIZED(
            401,
            "unauthorized",
            "No valid token",
            "This call needs a token in the header Authorization: Bearer <token>"),
    FORBIDDEN(403, "forbidden", "Not allowed", "The roles of this token do not allow this call"),
    NOT_FOUND(404, "not-found", "Not found", "There is no order 01a1fdd8-f59a-74df-b911-df8711fbfca6"),
    NOT_ACCEPTABLE(406, "not-acceptable", "Not Acceptable", "Acceptable representations: [application/json]."),
    REQUEST_TIMEOUT(
            408,
            "request-timeout",
            "Body too slow",
            "The body did not arrive within 30 s. Nothing was done, except for orders of a stream that had arrived."),
    CONFLICT(
            409,
            "conflict",
            "Not possible now",
            "Another call is changing the same thing. This call changed nothing; try again."),
    PRECONDITION_FAILED(
            412,
            "precondition-failed",
            "Changed meanwhile",
            "The condition of If-Match or If-None-Match does not hold. Nothing was changed; read it again first."),
    PAYLOAD_TOO_LARGE(
            413, "payload-too-large", "Body too large", "The body of this call may be at most 1048576 bytes long"),
    UNSUPPORTED_MEDIA_TYPE(
            415, "unsupported-media-type", "Unsupported Media Type", "Content-Type 'text/plain' is not supported."),
    UNPROCESSABLE(
            422, "unprocessable", "Not possible", "There is no item 404", "lines[0].itemId", "There is no item 404"),
    TOO_MANY_REQUESTS(
            429,
            "too-many-requests",
            "Too many requests",
            "You have exceeded your rate limit. Try again in 1 s; the header RateLimit shows what is left."),
    INTERNAL_ERROR(
            500,
            "internal-error",
            "Internal error",
            "The request failed. Check whether it had an effect before you repeat it."),
    UNAVAILABLE(
            503,
            "unavailable",
            "Not available now",
            "The token could not be checked, because its issuer cannot be reached. Try again.");

    private final int status;
    private final String type;
    private final String title;
    private final String detail;
    private final @Nullable String field;
    private final @Nullable String message;

    ApiProblem(int status, String type, String title, String detail) {
        this(status, type, title, detail, null, null);
    }

    ApiProblem(int status, String type, String title, String detail, @Nullable String field, @Nullable String message) {
        this.status = status;
        this.type = type;
        this.title = title;
        this.detail = detail;
        this.field = field;
        this.message = message;
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
        same.forEach(problem -> json.addExamples(problem.type, new Example().value(problem.body())));
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
        body.put("type", "urn:waybill:problem:" + type);
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.put("instance", "/orders");
        if (field != null && message != null) {
            Map<String, String> error = new LinkedHashMap<>();
            error.put("field", field);
            error.put("message", message);
            body.put("errors", List.of(error));
        }
        return body;
    }
}
