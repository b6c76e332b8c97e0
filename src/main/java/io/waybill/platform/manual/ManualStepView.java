package io.waybill.platform.manual;

import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.core.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A manual step as REST shows it.
 *
 * @param process the id of the process that asks
 * @param key its business key
 * @param orderId the business key, if the process fulfils an order
 * @param element its id in the model
 * @param processInstance its key in the engine, by which Operate finds it
 * @param asks the names that need a yes or no
 * @param answers by name; empty until somebody answers
 */
@Schema(name = "ManualStep")
record ManualStepView(
        String id,
        ManualStep.State state,
        String process,
        String key,
        @Nullable String orderId,
        String element,
        String processInstance,
        String question,
        List<String> asks,
        Instant askedAt,
        Map<String, Boolean> answers,
        @Nullable Instant answeredAt,
        @Nullable String answeredBy,
        @Nullable String reason) {

    static ManualStepView of(ManualStep step) {
        return new ManualStepView(
                Long.toString(step.id()),
                step.state(),
                step.subject().process(),
                step.subject().key(),
                OrderId.of(step.subject()).map(OrderId::value).orElse(null),
                step.element(),
                Long.toString(step.processInstance()),
                step.question(),
                step.asks(),
                step.askedAt(),
                step.answers(),
                step.answeredAt(),
                step.answeredBy(),
                step.reason());
    }
}
