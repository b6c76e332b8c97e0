package io.waybill.platform.web.tomcat;

import io.waybill.platform.web.ProblemType;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers with {@code application/problem+json} also for requests that never reach Waybill's code, or errors that
 * escape it. It reveals nothing about the request, which could not be read.
 */
class ProblemValve extends ErrorReportValve {

    private record Problem(ProblemType type, String detail) {}

    private static final Problem INVALID = new Problem(
            ProblemType.INVALID_REQUEST, "This is not valid HTTP/1.1, or its address or headers are too long");
    private static final Problem UNKNOWN =
            new Problem(ProblemType.NOT_IMPLEMENTED, "This method, HTTP version or transfer encoding is not supported");
    private static final Problem INTERNAL = new Problem(
            ProblemType.INTERNAL_ERROR, "The request failed. Check whether it had an effect before you repeat it.");
    private static final Map<Integer, Problem> PROBLEMS = Map.of(
            404, new Problem(ProblemType.NOT_FOUND, "There is nothing at this address"),
            405, new Problem(ProblemType.METHOD_NOT_ALLOWED, "This method is not allowed anywhere"),
            408, new Problem(ProblemType.REQUEST_TIMEOUT, "The rest of the body did not arrive in time"),
            501, UNKNOWN,
            503, new Problem(ProblemType.UNAVAILABLE, "Waybill is stopping. Try again."),
            505, UNKNOWN);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = PROBLEMS.getOrDefault(status, status < 500 ? INVALID : INTERNAL);
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (status == 503) {
            response.setHeader("Retry-After", "1");
        }
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write("{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(problem.type.uri(), problem.type.title(), status, problem.detail));
                response.finishResponse();
            }
        } catch (IOException callerIsGone) {
            return;
        }
    }
}
