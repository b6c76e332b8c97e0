package io.waybill.platform.web;

import org.springframework.http.ProblemDetail;

/** One refusal among many outcomes, as the problem that a separate call would have got. */
public final class Refusal {

    private Refusal() {}

    /**
     * The problem for a refusal.
     *
     * @param why one of the exceptions of this package, or a denied access; any other is rethrown
     */
    public static ProblemDetail of(RuntimeException why) {
        return ProblemDetails.ofRefusal(why);
    }
}
