package io.waybill.platform.web;

import org.springframework.http.ProblemDetail;

/** One refusal among many outcomes, told as the problem that a call of its own would have been answered with. */
public final class Refusal {

    private Refusal() {}

    /**
     * The problem.
     *
     * @param why one of the exceptions of this package, or a denied access; any other is thrown on
     */
    public static ProblemDetail of(RuntimeException why) {
        return Problems.of(why);
    }
}
