package io.waybill.shop.order.rest;

import io.waybill.platform.idempotency.Outcome;
import io.waybill.platform.idempotency.Outcome.Done;
import io.waybill.platform.idempotency.Outcome.Refused;
import io.waybill.platform.web.Problems;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/**
 * What became of one order of a batch.
 *
 * @param status the HTTP status that a separate call would have got
 * @param id the order's id, if it was accepted
 * @param problem why it was refused, otherwise
 */
record BatchResult(
        int status, @Nullable String id, @Nullable ProblemDetail problem) {

    static BatchResult of(Outcome<OrderView> outcome) {
        return switch (outcome) {
            case Done<OrderView> done ->
                new BatchResult(
                        done.answer().getStatusCode().value(),
                        Objects.requireNonNull(done.answer().getBody()).id(),
                        null);
            case Refused<OrderView> refused -> of(Problems.ofOneAmongMany(refused.why()));
        };
    }

    static BatchResult of(ProblemDetail problem) {
        return new BatchResult(problem.getStatus(), null, problem);
    }
}
